package dev.annals.faults.checker;

import dev.annals.faults.history.Content;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Kind;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests of all kinds to a few streams. */
final class ModelRequests {
  private static final int STREAMS = 5;

  private final Random random;
  private final List<Sent> earlier = new ArrayList<>();
  private int requests;
  private int events;

  ModelRequests(Random random) {
    this.random = random;
  }

  Sent next(String topic, ModelOutput output, long at) {
    Sent sent =
        !earlier.isEmpty() && random.nextInt(5) == 0
            ? again(earlier.get(random.nextInt(earlier.size())), topic, at)
            : fresh(topic, output, at);
    earlier.add(sent);
    return sent;
  }

  private Sent again(Sent sent, String topic, long at) {
    return new Sent(
        name(),
        sent.producer(),
        Kind.RETRY,
        topic,
        sent.stream(),
        sent.events(),
        sent.expected(),
        sent.fact(),
        sent.request(),
        at);
  }

  private Sent fresh(String topic, ModelOutput output, long at) {
    boolean fact = random.nextBoolean();
    StreamName stream = new StreamName(fact ? "reading" : "order", "e" + random.nextInt(STREAMS));
    int count = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
    List<SentEvent> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "/model " + events++;
      boolean last = i == count - 1 && random.nextInt(200) == 0;
      batch.add(
          new SentEvent(id, last ? SentEvent.CLOSE : "happened", Content.of(id.getBytes(US))));
    }
    Kind kind = count > 1 ? Kind.BATCH : fact ? Kind.FACT : Kind.DECISION;
    return new Sent(
        name(),
        "p" + random.nextInt(3),
        kind,
        topic,
        stream,
        batch,
        expected(output.published(stream)),
        fact,
        null,
        at);
  }

  private static final java.nio.charset.Charset US = java.nio.charset.StandardCharsets.US_ASCII;

  private String name() {
    return "r" + requests++;
  }

  private Expected expected(long published) {
    return switch (random.nextInt(8)) {
      case 0 -> Expected.NONE;
      case 1 -> Expected.EXISTS;
      case 2 -> Expected.exactly(published + 2);
      case 3, 4 -> Expected.ANY;
      default -> Expected.exactly(published);
    };
  }
}
