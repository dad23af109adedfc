package dev.annals.faults.checker;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream as one client after the other would find it: what the promises allow as an answer to an
 * append, and what it does. Not thread-safe.
 *
 * <p>Three answers are wider than one moment, and no more than these:
 *
 * <ul>
 *   <li>A conflict with a version below the head names what stands right after that version, which
 *       never changes; so it is told without asking anew, and the head it tells of may be an older
 *       one.
 *   <li>Beyond the window an id may be found or not; so it may where a number below the head is
 *       expected, which is looked at without the window.
 *   <li>{@code forgotten} is said of what was refused for its expected version by somebody who died
 *       before telling, where nothing speaks against it any more. So it happened when the stream
 *       was at another version, and the head that is told came later, and is what was expected.
 *       Other reasons do not go away: neither may what was acceptable all the time be forgotten,
 *       nor what asks for {@code any}.
 * </ul>
 */
final class Register {
  /** The reason that is told where there is none any more. */
  static final String FORGOTTEN = "forgotten";

  private static final int MOST_EVENTS = 500;

  private final int window;
  private final boolean factsRefused;
  private final List<SentEvent> events = new ArrayList<>();
  private final Map<String, List<Long>> versions = new HashMap<>();
  private final BitSet heads = new BitSet();
  private boolean closed;

  /**
   * A stream without events.
   *
   * @param factsRefused whether facts were refused for a while, as decisions are
   */
  Register(int window, boolean factsRefused) {
    this.window = window;
    this.factsRefused = factsRefused;
    heads.set(0);
  }

  long head() {
    return events.size();
  }

  boolean closed() {
    return closed;
  }

  /** All heads that the stream has had. */
  BitSet heads() {
    return (BitSet) heads.clone();
  }

  /** Where an id stands. */
  List<Long> versions(String id) {
    return List.copyOf(versions.getOrDefault(id, List.of()));
  }

  void append(Sent sent) {
    for (SentEvent event : sent.events()) {
      events.add(event);
      versions.computeIfAbsent(event.id(), none -> new ArrayList<>()).add(head());
    }
    closed = events.get(events.size() - 1).closes();
    heads.set((int) head());
  }

  /** Takes back the last append. */
  void takeBack(Sent sent) {
    heads.clear((int) head());
    closed = false;
    for (int i = 0; i < sent.events().size(); i++) {
      SentEvent event = events.remove(events.size() - 1);
      List<Long> standing = versions.getOrDefault(event.id(), new ArrayList<>());
      standing.remove(standing.size() - 1);
    }
  }

  boolean allows(Sent sent, Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return accepted.first() == head() + 1 && accepts(sent);
    }
    if (answer instanceof Answer.Duplicate duplicate) {
      return duplicate.first() >= 1 && standsAt(sent, duplicate.first(), true) && !repeatsId(sent);
    }
    return answer instanceof Answer.Rejected rejected && rejects(sent, rejected);
  }

  /** Whether the append is accepted now. */
  boolean accepts(Sent sent) {
    return !closed
        && sent.events().size() <= MOST_EVENTS
        && !repeatsId(sent)
        && (sent.fact() || sent.expected().matches(head()))
        && seenInWindow(sent) == 0;
  }

  private boolean rejects(Sent sent, Answer.Rejected answer) {
    if (answer.reason().equals(FORGOTTEN)) {
      return isForgotten(sent, answer);
    }
    if (answer.actual() > head() || !heads.get((int) answer.actual())) {
      return false;
    }
    boolean below = !sent.fact() && isBelow(sent.expected(), answer.actual());
    if (answer.actual() != head() && !below) {
      return false;
    }
    return switch (answer.reason()) {
      case "version-conflict" -> below ? conflictsBelow(sent, answer) : conflicts(sent, answer);
      case "id-reused" -> seen(sent) > 0 && isReused(sent, answer.rival());
      case "partly-seen" -> sent.events().size() > 1 && seen(sent) > 0 && !standsSomewhere(sent);
      case "id-repeated" -> repeatsId(sent);
      case "closed" -> closed;
      case "too-large" -> sent.events().size() > MOST_EVENTS;
      default -> false;
    };
  }

  /** Whether it is refused now for a reason that is gone when the stream is at what is told. */
  private boolean isForgotten(Sent sent, Answer.Rejected answer) {
    boolean refusedNow =
        !sent.expected().matches(head())
            && (!sent.fact() || factsRefused)
            && answer.rival() == null;
    boolean acceptedThen = sent.fact() || sent.expected().matches(answer.actual());
    return refusedNow && acceptedThen && answer.actual() >= head() && !closed && seen(sent) == 0;
  }

  private static boolean isBelow(Expected expected, long actual) {
    return expected.isOneVersion() && expected.version() < actual;
  }

  /** The rival is what stands in its place, and is told; its own events do not stand there. */
  private boolean conflictsBelow(Sent sent, Answer.Rejected answer) {
    long first = sent.expected().version() + 1;
    String there = events.get((int) first - 1).id();
    boolean whole = first + sent.events().size() - 1 <= answer.actual();
    return there.equals(answer.rival()) && !(whole && standsAt(sent, first, false));
  }

  private boolean conflicts(Sent sent, Answer.Rejected answer) {
    return !sent.fact()
        && !sent.expected().matches(head())
        && answer.rival() == null
        && seenInWindow(sent) == 0;
  }

  /** Whether its events stand at this version and those that follow. */
  private boolean standsAt(Sent sent, long first, boolean sameContent) {
    if (first + sent.events().size() - 1 > head()) {
      return false;
    }
    for (int i = 0; i < sent.events().size(); i++) {
      SentEvent there = events.get((int) first - 1 + i);
      SentEvent event = sent.events().get(i);
      if (sameContent ? !there.equals(event) : !there.id().equals(event.id())) {
        return false;
      }
    }
    return true;
  }

  private boolean standsSomewhere(Sent sent) {
    for (long first : versions(sent.events().get(0).id())) {
      if (standsAt(sent, first, false)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the rival is one of its events, and stands there with something else. */
  private boolean isReused(Sent sent, @Nullable String rival) {
    for (SentEvent event : sent.events()) {
      if (!event.id().equals(rival)) {
        continue;
      }
      for (long version : versions(event.id())) {
        if (!events.get((int) version - 1).equals(event)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean repeatsId(Sent sent) {
    Set<String> ids = new HashSet<>();
    return !sent.events().stream().allMatch(event -> ids.add(event.id()));
  }

  /** How many of its ids are in the stream. */
  private int seen(Sent sent) {
    return seenAfter(sent, 0);
  }

  private int seenInWindow(Sent sent) {
    return seenAfter(sent, head() - window);
  }

  private int seenAfter(Sent sent, long after) {
    int seen = 0;
    for (SentEvent event : sent.events()) {
      List<Long> standing = versions.getOrDefault(event.id(), List.of());
      boolean there = !standing.isEmpty() && standing.get(standing.size() - 1) > after;
      seen += there ? 1 : 0;
    }
    return seen;
  }
}
