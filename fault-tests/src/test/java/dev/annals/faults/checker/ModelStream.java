package dev.annals.faults.checker;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream as the design has it, in as few words as it goes; shares nothing with {@link Register},
 * which is checked by it.
 */
final class ModelStream {
  private final int window;
  private final List<SentEvent> events = new ArrayList<>();

  ModelStream(int window) {
    this.window = window;
  }

  int head() {
    return events.size();
  }

  Answer append(Sent sent) {
    int head = head();
    int count = sent.events().size();
    Expected expected = sent.expected();
    if (!sent.fact() && expected.isOneVersion() && expected.version() < head) {
      int after = (int) expected.version();
      return idsAt(after, sent)
          ? new Answer.Duplicate(after + 1)
          : new Answer.Rejected("version-conflict", head, events.get(after).id());
    }
    Answer seen = seen(sent);
    if (seen != null) {
      return seen;
    }
    if (head > 0 && events.get(head - 1).closes()) {
      return new Answer.Rejected("closed", head, null);
    }
    if (!sent.fact() && !expected.matches(head)) {
      return new Answer.Rejected("version-conflict", head, null);
    }
    events.addAll(sent.events());
    return new Answer.Accepted(head() - count + 1);
  }

  private @Nullable Answer seen(Sent sent) {
    for (int at = head() - 1; at >= Math.max(0, head() - window); at--) {
      for (int i = 0; i < sent.events().size(); i++) {
        if (events.get(at).id().equals(sent.events().get(i).id())) {
          return idsAt(at - i, sent)
              ? new Answer.Duplicate(at - i + 1)
              : new Answer.Rejected("partly-seen", head(), null);
        }
      }
    }
    return null;
  }

  /** Whether its ids stand from this index on. */
  private boolean idsAt(int from, Sent sent) {
    int count = sent.events().size();
    return from >= 0
        && from + count <= head()
        && events.subList(from, from + count).stream()
            .map(SentEvent::id)
            .toList()
            .equals(sent.events().stream().map(SentEvent::id).toList());
  }
}
