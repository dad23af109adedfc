package dev.annals.store.log;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * The body of a row in {@code refused}: the refusal, all but its position, which is the row's key.
 * The row's other columns say the same to people; this is what Annals goes by.
 */
final class RefusalCodec {
  private RefusalCodec() {}

  static ByteBuffer encode(Refusal refusal) {
    BodyWriter out = new BodyWriter();
    out.signed(refusal.recordedAt().toEpochMilli());
    StreamId stream = refusal.stream();
    out.flag(stream != null);
    if (stream != null) {
      OutcomeCodec.write(out, stream);
    }
    OutcomeCodec.write(out, refusal.outcome());
    OutcomeCodec.write(out, refusal.expected());
    EventCodec.writeAll(out, refusal.events(), refusal.recordedAt());
    return Body.seal(out.content());
  }

  /** Reads the body of the row at this position, else {@link StoreException}. */
  static Refusal decode(SourcePosition at, ByteBuffer body) {
    try {
      return read(at, Body.open(body));
    } catch (UnreadableBody | IllegalArgumentException fault) {
      throw new StoreException(
          ("The refusal of %s cannot be read: %s. If it is damaged, restore table refused from a"
                  + " backup.")
              .formatted(at, fault.getMessage()),
          fault);
    }
  }

  private static Refusal read(SourcePosition at, BodyReader in) {
    Instant recordedAt = Instant.ofEpochMilli(in.signed());
    StreamId stream = in.flag() ? OutcomeCodec.readStream(in) : null;
    Outcome.NotAccepted outcome = OutcomeCodec.read(in);
    ExpectedVersion expected = OutcomeCodec.readExpected(in);
    List<NewEvent> events = EventCodec.readAll(in, recordedAt);
    in.end();
    return new Refusal(at, stream, outcome, expected, events, recordedAt);
  }
}
