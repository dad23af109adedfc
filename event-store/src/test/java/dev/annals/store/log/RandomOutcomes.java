package dev.annals.store.log;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.NotAccepted;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.Outcome.Undecodable;
import dev.annals.model.RecordedEvent;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Draws everything a body can hold, edges included; the same for the same seed. */
final class RandomOutcomes {
  private static final List<String> TEXTS =
      List.of(
          "a",
          "order.placed",
          "ключ",
          "事件",
          "🦊 fox",
          "with space @ 100%",
          "\u0000",
          "x".repeat(300));

  private final Random random;
  private final Source source = new Source("orders", 3, "k3Jx");

  RandomOutcomes(long seed) {
    random = new Random(seed);
  }

  Segment segment() {
    long bucket = random.nextInt(3) == 0 ? random.nextLong(1L << 40) : 0;
    long start = bucket * Segment.BUCKET_POSITIONS;
    long first = start + random.nextInt(Segment.BUCKET_POSITIONS - 100);
    List<LogEntry> entries = new ArrayList<>();
    long position = first;
    for (int left = 1 + random.nextInt(20); left > 0; left--) {
      SourcePosition at = new SourcePosition(source, position);
      entries.add(random.nextBoolean() ? accepted(at) : notAccepted(at));
      position += 1 + random.nextInt(4);
    }
    return new Segment(random.nextInt(8), source, first, position, random.nextLong(), entries);
  }

  Refusal refusal() {
    return new Refusal(
        new SourcePosition(source, random.nextLong(Long.MAX_VALUE)),
        maybe(this::stream),
        outcome(),
        expected(),
        events(),
        time());
  }

  private LogEntry accepted(SourcePosition at) {
    StreamId stream = stream();
    Instant recordedAt = time();
    long version = 1 + random.nextLong(1L << random.nextInt(1, 62));
    int index = random.nextInt(5);
    List<RecordedEvent> events = new ArrayList<>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      events.add(new RecordedEvent(stream, version++, event(), recordedAt, at, index++));
    }
    return new LogEntry.Accepted(
        events,
        maybe(this::anyPosition),
        maybe(() -> new VersionMismatch(expected(), random.nextLong())));
  }

  private LogEntry notAccepted(SourcePosition at) {
    return new LogEntry.NotAccepted(stream(), at, outcome(), expected(), events(), time());
  }

  private NotAccepted outcome() {
    return switch (random.nextInt(3)) {
      case 0 -> new Duplicate(random.nextLong());
      case 1 -> new Undecodable(text());
      default ->
          new Rejected(
              oneOf(List.of(RejectionReason.values())),
              expected(),
              random.nextLong(),
              maybe(() -> new EventId(text())),
              random.nextBoolean() ? "" : text());
    };
  }

  private ExpectedVersion expected() {
    return oneOf(
        List.of(
            ExpectedVersion.ANY,
            ExpectedVersion.NONE,
            ExpectedVersion.EXISTS,
            ExpectedVersion.of(1 + random.nextLong(Long.MAX_VALUE - 1)),
            ExpectedVersion.of(Long.MAX_VALUE)));
  }

  private List<NewEvent> events() {
    List<NewEvent> events = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      events.add(event());
    }
    return events;
  }

  private NewEvent event() {
    Map<String, String> attributes = new HashMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      attributes.put(text(), text());
    }
    return new NewEvent(
        new EventId(text()),
        text(),
        random.nextBoolean() ? 1 : 1 + random.nextInt(Integer.MAX_VALUE),
        maybe(this::text),
        maybe(() -> ""),
        maybe(this::bytes),
        attributes,
        maybe(this::bytes),
        maybe(this::bytes),
        maybe(this::time));
  }

  /** Often empty: no bytes are not the same as no payload. */
  private Bytes bytes() {
    byte[] bytes = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(2_000)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private Instant time() {
    return Instant.ofEpochMilli(random.nextLong() >> random.nextInt(1, 63));
  }

  private SourcePosition anyPosition() {
    Source any =
        random.nextBoolean() ? source : new Source(oneOf(TEXTS), random.nextInt(100), "life-2");
    return new SourcePosition(any, random.nextLong(Long.MAX_VALUE));
  }

  private StreamId stream() {
    return new StreamId(text(), text());
  }

  private String text() {
    return oneOf(TEXTS);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }
}
