package dev.annals.store.log;

import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.NotAccepted;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.Outcome.Undecodable;
import dev.annals.model.RejectionReason;
import dev.annals.model.StreamId;

/**
 * The layout of outcomes that are not accepted, and of what stands beside them, within a body.
 *
 * <pre>
 * 0   duplicate     first version
 * 1   rejected      name of the reason, expected version, actual, optional rival, message
 * 2   undecodable   message
 * </pre>
 */
final class OutcomeCodec {
  private static final int DUPLICATE = 0;
  private static final int REJECTED = 1;
  private static final int UNDECODABLE = 2;

  private OutcomeCodec() {}

  static void write(BodyWriter out, NotAccepted outcome) {
    if (outcome instanceof Duplicate duplicate) {
      out.unsigned(DUPLICATE);
      out.signed(duplicate.firstVersion());
    } else if (outcome instanceof Rejected rejected) {
      EventId rival = rejected.rival();
      out.unsigned(REJECTED);
      out.text(rejected.reason().name());
      write(out, rejected.expected());
      out.signed(rejected.actual());
      out.optionalText(rival == null ? null : rival.text());
      out.text(rejected.message());
    } else if (outcome instanceof Undecodable undecodable) {
      out.unsigned(UNDECODABLE);
      out.text(undecodable.message());
    }
  }

  static NotAccepted read(BodyReader in) {
    long kind = in.unsigned();
    if (kind == DUPLICATE) {
      return new Duplicate(in.signed());
    }
    if (kind == REJECTED) {
      return readRejected(in);
    }
    if (kind == UNDECODABLE) {
      return new Undecodable(in.text());
    }
    throw new UnreadableBody("it has an unknown outcome, " + kind);
  }

  private static Rejected readRejected(BodyReader in) {
    RejectionReason reason = RejectionReason.valueOf(in.text());
    ExpectedVersion expected = readExpected(in);
    long actual = in.signed();
    String rival = in.optionalText();
    return new Rejected(
        reason, expected, actual, rival == null ? null : new EventId(rival), in.text());
  }

  static void write(BodyWriter out, ExpectedVersion expected) {
    out.text(expected.text());
  }

  static ExpectedVersion readExpected(BodyReader in) {
    return ExpectedVersion.parse(in.text());
  }

  static void write(BodyWriter out, StreamId stream) {
    out.text(stream.entityType());
    out.text(stream.entityId());
  }

  static StreamId readStream(BodyReader in) {
    return new StreamId(in.text(), in.text());
  }
}
