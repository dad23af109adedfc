package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.DecodedRecord;
import dev.annals.connector.record.Preset;
import dev.annals.connector.record.RecordDecoder;
import dev.annals.connector.record.RecordMapping;
import dev.annals.connector.record.VersionMode;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.NewEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.testkit.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fuzzed records, read as the sink reads them, without servers. */
class DecodingTest {
  private static final int RECORDS = Integer.getInteger("fuzz.decoded", 6_000);
  private static final int LONGEST_MESSAGE = 1_000;
  private static final UUID STORE = UUID.fromString("00000000-0000-4000-8000-00000000000a");

  private final Fuzzer fuzzer = new Fuzzer(20_261_123, 4);

  @Test
  void every_record_becomes_what_is_known_of_it() throws Exception {
    RecordDecoder decoder = new RecordDecoder(asInTheExample(), STORE);
    List<String> wrong = new ArrayList<>();
    int known = 0;
    try (InMemoryStore store = new InMemoryStore(new AppendLimits(10_000, 1_000), 8)) {
      for (int number = 0; number < RECORDS; number++) {
        FuzzedRecord record = fuzzer.record(number);
        DecodedRecord decoded = decoder.decode(sinkRecord(record), at(number));
        Outcome outcome = outcomeOf(decoded, store);
        known += record.known() == null ? 0 : 1;
        if (record.known() != null && record.known() != outcome && outcome != null) {
          wrong.add(fuzzer.place(number) + ": " + decoded);
        }
        if (!isBounded(decoded) || !isWhole(record, decoded)) {
          wrong.add(fuzzer.place(number) + " is not as it should be: " + decoded);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(known).isGreaterThan(RECORDS / 2);
  }

  /** Absent where it depends on snapshots, which are not kept here. */
  private static @Nullable Outcome outcomeOf(DecodedRecord decoded, InMemoryStore store)
      throws Exception {
    if (decoded instanceof DecodedRecord.Undecodable) {
      return Outcome.UNDECODABLE;
    }
    if (decoded instanceof DecodedRecord.Append append) {
      return Outcome.valueOf(outcomeOf(append.request(), store).toUpperCase(Locale.ROOT));
    }
    return null;
  }

  /** Neither what a person is told nor what is kept grows with the record. */
  private static boolean isBounded(DecodedRecord decoded) {
    return !(decoded instanceof DecodedRecord.Undecodable undecodable)
        || (undecodable.message().length() < LONGEST_MESSAGE
            && undecodable.message().chars().noneMatch(Character::isISOControl)
            && undecodable.raw().sizeBytes() <= AppendLimits.MAX_BYTES);
  }

  /** What the control group holds comes out as it went in. */
  private static boolean isWhole(FuzzedRecord record, DecodedRecord decoded) {
    if (record.known() != Outcome.ACCEPTED || !(decoded instanceof DecodedRecord.Append append)) {
      return true;
    }
    List<NewEvent> events = append.request().events();
    if (events.size() != record.meant().size()) {
      return false;
    }
    StreamId stream = append.request().stream();
    for (int index = 0; index < events.size(); index++) {
      if (record.meant().get(index).difference(read(stream, events.get(index))) != null) {
        return false;
      }
    }
    return true;
  }

  private static FuzzedEvent read(StreamId stream, NewEvent event) {
    Bytes payload = event.payload();
    return new FuzzedEvent(
        stream.entityType(),
        stream.entityId(),
        event.id().text(),
        event.type(),
        event.contentType(),
        event.attributes(),
        payload == null ? null : payload.toArray());
  }

  private static String outcomeOf(AppendRequest request, InMemoryStore store) throws Exception {
    return store
        .append(List.of(request))
        .toCompletableFuture()
        .get()
        .get(0)
        .getClass()
        .getSimpleName();
  }

  private static RecordMapping asInTheExample() {
    RecordMapping preset = RecordMapping.of(Preset.CLOUDEVENTS);
    return new RecordMapping(
        preset.preset(),
        preset.headers(),
        "order",
        null,
        preset.batchContentType(),
        preset.onConflict(),
        preset.acceptedEntityTypes(),
        VersionMode.NEXT);
  }

  @ParameterizedTest
  @EnumSource(VersionMode.class)
  void no_record_is_too_odd_to_be_read_by_other_mappings(VersionMode versions) {
    for (Preset preset : Preset.values()) {
      RecordDecoder decoder = new RecordDecoder(mapping(preset, versions), STORE);
      int decoded = 0;
      for (int number = 0; number < RECORDS / 4; number++) {
        decoder.decode(sinkRecord(fuzzer.record(number)), at(number));
        decoded++;
      }
      assertThat(decoded).isEqualTo(RECORDS / 4);
    }
  }

  private static RecordMapping mapping(Preset preset, VersionMode versions) {
    RecordMapping given = RecordMapping.of(preset);
    return new RecordMapping(
        preset,
        given.headers(),
        null,
        null,
        given.batchContentType(),
        given.onConflict(),
        given.acceptedEntityTypes(),
        versions);
  }

  private static SourcePosition at(long number) {
    return new SourcePosition(new Source("fuzz", 0, "life"), number);
  }

  /** As the converters for bytes hand it over. */
  private static SinkRecord sinkRecord(FuzzedRecord record) {
    Headers headers = new ConnectHeaders();
    record.headers().forEach(header -> headers.addBytes(header.name(), header.value()));
    return new SinkRecord(
        "fuzz",
        0,
        null,
        record.key(),
        null,
        record.value(),
        record.number(),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        headers);
  }
}
