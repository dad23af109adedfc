package dev.annals.testkit.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.OutcomeLog;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What the parts of {@link OutcomeLogContract} share: a source that nobody else has. */
abstract class LogScenario {
  /** A time with every digit that is kept. */
  static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");

  private final OutcomeLogContract contract;
  final Source source = new Source("orders-" + UUID.randomUUID(), 3, "k3Jx");
  final StreamId stream = new StreamId("order", "Zoë \u0000 " + UUID.randomUUID());

  LogScenario(OutcomeLogContract contract) {
    this.contract = contract;
  }

  OutcomeLog log() {
    return contract.log();
  }

  SourcePosition at(long position) {
    return new SourcePosition(source, position);
  }

  /** An event in which every field is set. */
  static NewEvent fullEvent(String id) {
    return new NewEvent(
        EventId.of("/shop", id),
        "order.placed",
        7,
        "sha256:0a1b",
        "application/json",
        Bytes.of("{\"ü\":1}".getBytes(UTF_8)),
        Map.of("correlationid", "c-1", "empty", ""),
        Bytes.of((byte) 0, (byte) -1),
        Bytes.of((byte) 1, (byte) 0, (byte) 0x80),
        Instant.parse("1969-12-31T23:59:59.999Z"));
  }

  /** An event in which nothing is set that need not be. */
  static NewEvent bareEvent(String id) {
    return NewEvent.of(EventId.of(id), "order.placed", null);
  }
}
