package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.DecodedRecord;
import dev.annals.connector.record.Preset;
import dev.annals.connector.record.RecordDecoder;
import dev.annals.connector.record.RecordMapping;
import dev.annals.connector.record.VersionMode;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.decision.AppendLimits;
import dev.annals.testkit.store.InMemoryStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
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
    Map<Category, Integer> looked = new EnumMap<>(Category.class);
    try (InMemoryStore store =
        new InMemoryStore(new AppendLimits(10_000, 1_000), 8)) {
      for (int number = 0; number < RECORDS; number++) {
        FuzzedRecord record = fuzzer.record(number);
        DecodedRecord decoded = decoder.decode(sinkRecord(record), at(number));
        check(record, decoded);
        if (decoded instanceof DecodedRecord.Append append) {
          String outcome = outcomeOf(append.request(), store);
          assertThat(outcome)
              .as("record %d, %s", number, record.category())
              .isEqualToIgnoringCase(known(record, outcome));
        }
        looked.merge(record.category(), 1, Integer::sum);
      }
    }
    assertThat(looked.keySet()).doesNotContainNull().hasSizeGreaterThan(20);
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

  private static String known(FuzzedRecord record, String otherwise) {
    return record.known() == null ? otherwise : record.known().name();
  }

  private static void check(FuzzedRecord record, DecodedRecord decoded) {
    String what = "record " + record.number() + ", " + record.category();
    boolean undecodable = decoded instanceof DecodedRecord.Undecodable;
    if (record.known() != null) {
      assertThat(undecodable).as(what).isEqualTo(record.known() == Outcome.UNDECODABLE);
    }
    if (decoded instanceof DecodedRecord.Undecodable raw) {
      assertThat(raw.message()).as(what).hasSizeLessThan(LONGEST_MESSAGE).matches("[^\\p{Cntrl}]*");
      assertThat(raw.raw().sizeBytes()).as(what).isLessThanOrEqualTo(AppendLimits.MAX_BYTES);
    } else if (decoded instanceof DecodedRecord.Append append && record.known() != null) {
      AppendRequest request = append.request();
      assertThat(request.events()).as(what).hasSize(record.events());
      if (record.events() == 1 && record.category() != Category.BATCH) {
        byte[] value = record.value();
        assertThat(request.events().get(0).payload())
            .as(what)
            .isEqualTo(value == null ? null : Bytes.of(value));
      }
    }
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
