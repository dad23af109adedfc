package dev.annals.store.log;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Unpacks the entries of one segment, which {@link EntryWriter} packed and draws. */
final class EntryReader {
  private final BodyReader in;
  private final long first;
  private final List<Source> sources = new ArrayList<>();
  private long lastTimeMs;

  EntryReader(BodyReader in, Source source, long first) {
    this.in = in;
    this.first = first;
    sources.add(source);
  }

  LogEntry read() {
    long kind = in.unsigned();
    if (kind == EntryWriter.ACCEPTED) {
      return readAccepted();
    }
    if (kind == EntryWriter.NOT_ACCEPTED) {
      return readNotAccepted();
    }
    throw new UnreadableBody("it has an unknown kind of entry, " + kind);
  }

  private LogEntry.Accepted readAccepted() {
    List<RecordedEvent> events = readEvents();
    SourcePosition predecessor = in.flag() ? readPosition() : null;
    VersionMismatch exception =
        in.flag() ? new VersionMismatch(OutcomeCodec.readExpected(in), in.signed()) : null;
    return new LogEntry.Accepted(events, predecessor, exception);
  }

  private LogEntry.NotAccepted readNotAccepted() {
    Instant recordedAt = readTime();
    SourcePosition at = readPosition();
    StreamId stream = OutcomeCodec.readStream(in);
    Outcome.NotAccepted outcome = OutcomeCodec.read(in);
    ExpectedVersion expected = OutcomeCodec.readExpected(in);
    return new LogEntry.NotAccepted(
        stream, at, outcome, expected, EventCodec.readAll(in, recordedAt), recordedAt);
  }

  private List<RecordedEvent> readEvents() {
    int count = in.count();
    List<RecordedEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean next = in.flag();
      if (next && i == 0) {
        throw new UnreadableBody("its first event follows another");
      }
      events.add(next ? readNext(events.get(i - 1)) : readEvent());
    }
    return events;
  }

  private RecordedEvent readNext(RecordedEvent before) {
    return new RecordedEvent(
        before.stream(),
        before.version() + 1,
        EventCodec.read(in, before.recordedAt()),
        before.recordedAt(),
        before.at(),
        before.index() + 1);
  }

  private RecordedEvent readEvent() {
    Instant recordedAt = readTime();
    SourcePosition at = readPosition();
    StreamId stream = OutcomeCodec.readStream(in);
    long version = in.unsigned();
    int index = (int) in.unsigned();
    return new RecordedEvent(
        stream, version, EventCodec.read(in, recordedAt), recordedAt, at, index);
  }

  private SourcePosition readPosition() {
    long number = in.unsigned();
    if (number == sources.size()) {
      sources.add(Source.parse(in.text()));
    } else if (number < 0 || number > sources.size()) {
      throw new UnreadableBody("it names a source it does not have, " + number);
    }
    return new SourcePosition(sources.get((int) number), first + in.signed());
  }

  private Instant readTime() {
    lastTimeMs += in.signed();
    return Instant.ofEpochMilli(lastTimeMs);
  }
}
