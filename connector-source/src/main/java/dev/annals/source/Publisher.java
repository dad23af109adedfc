package dev.annals.source;

import dev.annals.connector.record.OutgoingRecord;
import dev.annals.connector.record.RecordEncoder;
import dev.annals.model.store.LogEntry;
import dev.annals.source.tail.Emission;
import dev.annals.source.tail.ShardSource;
import dev.annals.source.tail.Tail;
import dev.annals.source.tail.TailOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/** Turns what the tail says into the records of a poll. One thread may use it. */
final class Publisher {
  private final Tail tail;
  private final RecordEncoder encoder;
  private final RequestLimit limit;
  private final PublishedValues values;

  Publisher(Tail tail, RecordEncoder encoder, RequestLimit limit, PublishedValues values) {
    this.tail = tail;
    this.encoder = encoder;
    this.limit = limit;
    this.values = values;
  }

  /**
   * The records of one poll: whole entries, so that no transaction ends inside one. Empty if there
   * is nothing to publish; throws what {@link Tail#next}, {@link RecordEncoder}, {@link
   * RequestLimit#check} and {@link PublishedValues} do.
   */
  List<SourceRecord> next() {
    List<SourceRecord> records = new ArrayList<>();
    List<Emission> emissions;
    do {
      emissions = tail.next();
      addRecords(emissions, records);
      // What rules drop is no reason to wait.
    } while (records.isEmpty() && !emissions.isEmpty());
    return records;
  }

  private void addRecords(List<Emission> emissions, List<SourceRecord> records) {
    IdentityHashMap<LogEntry, List<List<OutgoingRecord>>> reports = new IdentityHashMap<>();
    for (Emission emission : emissions) {
      List<OutgoingRecord> encoded = encode(emission.content(), reports);
      Supplier<String> what = () -> name(emission.content());
      for (int i = 0; i < encoded.size(); i++) {
        OutgoingRecord record = encoded.get(i);
        limit.check(what, record);
        // Without transactions a restart repeats the parts of a split, and skips none.
        boolean isLast = i + 1 == encoded.size();
        records.add(
            sourceRecord(
                emission.place(), isLast ? emission.offset() : emission.before(), record, what));
      }
    }
  }

  /** The records of what a tail said, in order. Reports of an entry are encoded together. */
  private List<OutgoingRecord> encode(
      Emission.Content content, IdentityHashMap<LogEntry, List<List<OutgoingRecord>>> reports) {
    if (content instanceof Emission.Happened happened) {
      return encoder.accepted(happened.event());
    }
    if (content instanceof Emission.Refused refused) {
      return reports
          .computeIfAbsent(refused.entry(), entry -> single(encoder.rejected(refused.entry())))
          .get(refused.index());
    }
    Emission.Surprised surprised = (Emission.Surprised) content;
    return reports
        .computeIfAbsent(surprised.entry(), entry -> encoder.exceptions(surprised.entry()))
        .get(surprised.index());
  }

  private static List<List<OutgoingRecord>> single(List<OutgoingRecord> records) {
    List<List<OutgoingRecord>> lists = new ArrayList<>();
    records.forEach(record -> lists.add(List.of(record)));
    return lists;
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

  private SourceRecord sourceRecord(
      ShardSource place, TailOffset offset, OutgoingRecord record, Supplier<String> what) {
    SchemaAndValue key = values.key(record, what);
    SchemaAndValue value = values.value(record, what);
    return new SourceRecord(
        SourceOffsets.partition(place),
        SourceOffsets.offset(offset),
        record.topic(),
        null,
        key.schema(),
        key.value(),
        value.schema(),
        value.value(),
        record.timestamp(),
        record.headers());
  }
}
