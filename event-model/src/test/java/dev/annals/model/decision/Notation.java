package dev.annals.model.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests and decisions as short texts, so that tables of them can be read.
 *
 * <pre>
 * s7 any a b        source s, position 7: append events a and b, whatever the version
 * s7 5 a            … expecting version 5
 * s7 fact:5 a       … expecting version 5, a fact: never refused for it
 * s7 close:any a    … whose last event closes the stream
 * s7 any a*         … event id a with another payload
 *
 * accepted 6-7      at these versions
 * accepted 6 !5     a fact, accepted at 6 although the head was 5
 * duplicate 3       seen before at version 3
 * CLOSED            rejected for this reason
 * VERSION_CONFLICT e3   … and told that e3 won
 * processed before  to be looked up
 *
 * -                 no transaction
 * mark s7           a marker: source s is processed up to 7
 * write 6-7 s7      events at these versions, source s is processed up to 7
 * write 6 s7, close  … and the stream is closed
 * open 1: write 501 s7  … in bucket 1, which is new
 * </pre>
 */
final class Notation {
  static final StreamId STREAM = new StreamId("order", "4711");

  private Notation() {}

  /** Requests with semicolons between them. */
  static List<AppendRequest> requests(String text) {
    List<AppendRequest> requests = new ArrayList<>();
    for (String request : text.split(";")) {
      requests.add(request(request.strip()));
    }
    return requests;
  }

  static AppendRequest request(String text) {
    String[] words = text.split(" +");
    boolean fact = words[1].startsWith("fact:");
    boolean close = words[1].startsWith("close:");
    List<NewEvent> events = new ArrayList<>();
    for (int i = 2; i < words.length; i++) {
      boolean isLast = i + 1 == words.length;
      events.add(event(words[i], close && isLast ? NewEvent.CLOSE : "order.changed"));
    }
    return new AppendRequest(
        STREAM,
        events,
        ExpectedVersion.parse(words[1].substring(words[1].indexOf(':') + 1)),
        fact ? OnConflict.ACCEPT : OnConflict.REJECT,
        position(words[0]));
  }

  static NewEvent event(String word, String type) {
    String id = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
    return NewEvent.of(EventId.of(id), type, Bytes.of(word.getBytes(UTF_8)));
  }

  static SourcePosition position(String text) {
    return new SourcePosition(source(text.substring(0, 1)), Long.parseLong(text.substring(1)));
  }

  static Source source(String name) {
    return new Source(name, 0, "i");
  }

  static String text(List<Decision.Verdict> verdicts) {
    return String.join("; ", verdicts.stream().map(Notation::text).toList());
  }

  static String text(Decision.Verdict verdict) {
    return verdict instanceof Decision.Now now ? text(now.outcome()) : "processed before";
  }

  static String text(Outcome outcome) {
    if (outcome instanceof Accepted accepted) {
      String versions = range(accepted.firstVersion(), accepted.events().size());
      var exception = accepted.exception();
      return "accepted " + versions + (exception == null ? "" : " !" + exception.actual());
    }
    if (outcome instanceof Duplicate duplicate) {
      return "duplicate " + duplicate.firstVersion();
    }
    if (outcome instanceof Rejected rejected) {
      return rejected.reason() + (rejected.rival() == null ? "" : " " + rejected.rival());
    }
    return outcome.toString();
  }

  static String text(@Nullable StreamTransaction transaction) {
    if (transaction == null) {
      return "-";
    }
    StringBuilder text = new StringBuilder();
    if (transaction.opensBucket()) {
      text.append("open ").append(transaction.bucket()).append(": ");
    }
    if (transaction.isMarker()) {
      text.append("mark");
    } else {
      text.append("write ").append(range(transaction.head() + 1, transaction.events().size()));
    }
    Map<String, Long> positions = new TreeMap<>();
    transaction.registers().forEach((s, register) -> positions.put(s.name(), register.position()));
    positions.forEach((source, position) -> text.append(' ').append(source).append(position));
    if (transaction.closes()) {
      text.append(", close");
    }
    return text.toString();
  }

  private static String range(long first, int count) {
    return count == 1 ? Long.toString(first) : first + "-" + (first + count - 1);
  }
}
