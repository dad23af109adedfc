package dev.annals.faults.checker;

import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.StreamName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries like others, but for one thing. */
final class Changed {
  private Changed() {}

  static Published at(Published one, long at) {
    return published(one, one.offset(), one.event(), one.version(), one.actual(), one.rival(), at);
  }

  static Published offset(Published one, long offset) {
    return published(one, offset, one.event(), one.version(), one.actual(), one.rival(), one.at());
  }

  static Published event(Published one, String event) {
    return published(one, one.offset(), event, one.version(), one.actual(), one.rival(), one.at());
  }

  static Published refusal(Published one, long actual, @Nullable String rival) {
    return published(one, one.offset(), one.event(), one.version(), actual, rival, one.at());
  }

  private static Published published(
      Published one,
      long offset,
      String event,
      @Nullable Long version,
      @Nullable Long actual,
      @Nullable String rival,
      long at) {
    return new Published(
        one.topic(),
        one.partition(),
        offset,
        one.committed(),
        one.stream(),
        event,
        one.content(),
        one.outcome(),
        version,
        one.reason(),
        one.expected(),
        actual,
        rival,
        one.position(),
        at);
  }

  static Published aborted(Published one) {
    return new Published(
        one.topic(),
        one.partition(),
        one.offset() + 1_000_000,
        false,
        one.stream(),
        one.event(),
        one.content(),
        one.outcome(),
        one.version(),
        one.reason(),
        one.expected(),
        one.actual(),
        one.rival(),
        one.position(),
        one.at());
  }

  /** Tells of a request for something else. */
  static Published asked(
      Published one, StreamName stream, @Nullable Expected expected, String content) {
    return asked(one, stream, expected, content, one.reason());
  }

  static Published refused(Published one, String reason, Expected expected) {
    return asked(one, one.stream(), expected, one.content(), reason);
  }

  private static Published asked(
      Published one,
      StreamName stream,
      @Nullable Expected expected,
      String content,
      @Nullable String reason) {
    return new Published(
        one.topic(),
        one.partition(),
        one.offset(),
        one.committed(),
        stream,
        one.event(),
        content,
        one.outcome(),
        one.version(),
        reason,
        expected,
        one.actual(),
        one.rival(),
        one.position(),
        one.at());
  }

  static Published position(Published one, @Nullable Position position) {
    return new Published(
        one.topic(),
        one.partition(),
        one.offset(),
        one.committed(),
        one.stream(),
        one.event(),
        one.content(),
        one.outcome(),
        one.version(),
        one.reason(),
        one.expected(),
        one.actual(),
        one.rival(),
        position,
        one.at());
  }

  static EventRow look(EventRow row, int look) {
    return row(row, look, row.bucket(), row.version(), row.event(), row.content(), row.position());
  }

  static EventRow bucket(EventRow row, long bucket) {
    return row(row, row.look(), bucket, row.version(), row.event(), row.content(), row.position());
  }

  static EventRow version(EventRow row, long version) {
    return row(row, row.look(), row.bucket(), version, row.event(), row.content(), row.position());
  }

  static EventRow event(EventRow row, String event) {
    return row(row, row.look(), row.bucket(), row.version(), event, row.content(), row.position());
  }

  static EventRow content(EventRow row, String content) {
    return row(row, row.look(), row.bucket(), row.version(), row.event(), content, row.position());
  }

  static EventRow position(EventRow row, Position position) {
    return row(row, row.look(), row.bucket(), row.version(), row.event(), row.content(), position);
  }

  static EventRow type(EventRow row, String type) {
    return new EventRow(
        row.look(),
        row.stream(),
        row.bucket(),
        row.version(),
        row.event(),
        type,
        row.content(),
        row.position(),
        row.index());
  }

  private static EventRow row(
      EventRow row,
      int look,
      long bucket,
      long version,
      String event,
      String content,
      Position position) {
    return new EventRow(
        look, row.stream(), bucket, version, event, row.type(), content, position, row.index());
  }

  static RefusedRow refused(Position position, Sent sent, Answer answer, List<String> ids) {
    Answer.Rejected rejected = answer instanceof Answer.Rejected one ? one : null;
    return new RefusedRow(
        0,
        position,
        rejected == null ? RefusedRow.DUPLICATE : RefusedRow.REJECTED,
        sent.stream(),
        rejected == null ? null : rejected.reason(),
        sent.expected(),
        rejected == null ? null : rejected.actual(),
        rejected == null ? null : rejected.rival(),
        answer instanceof Answer.Duplicate duplicate ? duplicate.first() : null,
        ids);
  }

  /** Tells of a request for something else. */
  static RefusedRow asked(
      RefusedRow row, @Nullable StreamName stream, @Nullable Expected expected) {
    return asked(row, stream, expected, row.reason(), row.events());
  }

  static RefusedRow events(RefusedRow row, List<String> events) {
    return asked(row, row.stream(), row.expected(), row.reason(), events);
  }

  static RefusedRow refused(RefusedRow row, String reason, Expected expected) {
    return asked(row, row.stream(), expected, reason, row.events());
  }

  private static RefusedRow asked(
      RefusedRow row,
      @Nullable StreamName stream,
      @Nullable Expected expected,
      @Nullable String reason,
      List<String> events) {
    return new RefusedRow(
        row.look(),
        row.position(),
        row.outcome(),
        stream,
        reason,
        expected,
        row.actual(),
        row.rival(),
        row.firstVersion(),
        events);
  }

  static RefusedRow undecodable(RefusedRow row) {
    return new RefusedRow(
        row.look(),
        row.position(),
        RefusedRow.UNDECODABLE,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of());
  }

  static RefusedRow look(RefusedRow row, int look) {
    return row(row, look, row.position(), row.actual(), row.rival(), row.firstVersion());
  }

  static RefusedRow position(RefusedRow row, Position position) {
    return row(row, row.look(), position, row.actual(), row.rival(), row.firstVersion());
  }

  static RefusedRow refusal(RefusedRow row, long actual, @Nullable String rival) {
    return row(row, row.look(), row.position(), actual, rival, row.firstVersion());
  }

  static RefusedRow firstVersion(RefusedRow row, long firstVersion) {
    return row(row, row.look(), row.position(), row.actual(), row.rival(), firstVersion);
  }

  private static RefusedRow row(
      RefusedRow row,
      int look,
      Position position,
      @Nullable Long actual,
      @Nullable String rival,
      @Nullable Long firstVersion) {
    return new RefusedRow(
        look,
        position,
        row.outcome(),
        row.stream(),
        row.reason(),
        row.expected(),
        actual,
        rival,
        firstVersion,
        row.events());
  }

  static Sent expected(Sent sent, Expected expected) {
    return sent(sent, expected, sent.at());
  }

  static Sent at(Sent sent, long at) {
    return sent(sent, sent.expected(), at);
  }

  private static Sent sent(Sent sent, Expected expected, long at) {
    return new Sent(
        sent.request(),
        sent.producer(),
        sent.kind(),
        sent.topic(),
        sent.stream(),
        sent.events(),
        expected,
        sent.fact(),
        sent.repeats(),
        at);
  }
}
