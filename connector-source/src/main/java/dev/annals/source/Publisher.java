package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.AnnalsHeaders;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.connector.record.RecordEncoder;
import dev.annals.model.store.LogEntry;
import dev.annals.source.tail.Emission;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Turns what a task's work says into the records of a poll. One thread may use it. */
final class Publisher {
  private final Work work;
  private final RecordEncoder encoder;
  private final RequestLimit limit;

  Publisher(Work work, RecordEncoder encoder, RequestLimit limit) {
    this.work = work;
    this.encoder = encoder;
    this.limit = limit;
  }

  /**
   * The records of one poll: whole entries, so that no transaction ends inside one. Empty if there
   * is nothing to publish; throws what {@link Work#next} and {@link RequestLimit#check} do.
   */
  List<SourceRecord> next() {
    List<SourceRecord> records = new ArrayList<>();
    IdentityHashMap<LogEntry, List<OutgoingRecord>> reports = new IdentityHashMap<>();
    for (Publication next : work.next()) {
      if (next.content() instanceof Publication.OfStore of) {
        OutgoingRecord record = encode(of.content(), reports);
        mark(record, of.replay());
        limit.check(() -> name(of.content()), record);
        records.add(sourceRecord(next, record));
      } else if (next.content() instanceof Publication.Notice notice) {
        records.add(sourceRecord(next, notice.record()));
      }
    }
    return records;
  }

  private static void mark(OutgoingRecord record, @Nullable String replay) {
    if (replay != null) {
      record.headers().add(AnnalsHeaders.REPLAY, replay.getBytes(UTF_8), Schema.BYTES_SCHEMA);
    }
  }

  /** Reports of an entry are encoded together, and handed out one by one. */
  private OutgoingRecord encode(
      Emission.Content content, IdentityHashMap<LogEntry, List<OutgoingRecord>> reports) {
    if (content instanceof Emission.Happened happened) {
      return encoder.accepted(happened.event());
    }
    if (content instanceof Emission.Refused refused) {
      return reports
          .computeIfAbsent(refused.entry(), entry -> encoder.rejected(refused.entry()))
          .get(refused.index());
    }
    Emission.Surprised surprised = (Emission.Surprised) content;
    return reports
        .computeIfAbsent(surprised.entry(), entry -> encoder.exceptions(surprised.entry()))
        .get(surprised.index());
  }

  /** For messages: the event's stream and version, or the place of what is not in its stream. */
  private static String name(Emission.Content content) {
    if (content instanceof Emission.Happened happened) {
      return happened.event().stream() + "@" + happened.event().version();
    }
    if (content instanceof Emission.Refused refused) {
      return "what was rejected at " + refused.entry().at();
    }
    LogEntry.Accepted entry = ((Emission.Surprised) content).entry();
    return "the exception of " + entry.stream() + " at " + entry.at();
  }

  private static SourceRecord sourceRecord(Publication publication, OutgoingRecord record) {
    return new SourceRecord(
        publication.partition(),
        publication.offset(),
        record.topic(),
        null,
        Schema.OPTIONAL_BYTES_SCHEMA,
        record.key(),
        Schema.OPTIONAL_BYTES_SCHEMA,
        record.value(),
        record.timestamp(),
        record.headers());
  }
}
