package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.STREAM;
import static dev.annals.source.verify.TwoStores.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.config.UpcastConfig;
import dev.annals.connector.record.DecodedRecord;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.Preset;
import dev.annals.connector.record.RecordDecoder;
import dev.annals.connector.record.RecordEncoder;
import dev.annals.connector.record.RecordMapping;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.record.VersionMode;
import dev.annals.connector.upcast.UpcastCounters;
import dev.annals.connector.upcast.UpcastShapes;
import dev.annals.model.Bytes;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.ReadRequest;
import dev.annals.source.SourceConfig;
import dev.annals.source.scan.Await;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What source and sink make of each other's records is what the program expects of a copy. */
class PublishedCopyTest {
  private static final NewEvent[] EVENTS = {
    event("/shop 1", "placed", 1, "{\"total\":5}", Map.of("correlationid", "c")),
    event("orders-0@1@5", "paid", "{}"),
    event("3", "placed", "no JSON"),
    event("4", "placed", 2, "{\"amount\":5}", Map.of("originalversion", "7")),
  };

  private final TwoStores stores;

  PublishedCopyTest(@TempDir Path folder) {
    this.stores = new TwoStores(folder);
    stores.replay.put("upcast.on.failure", "emit-as-stored");
    stores.original(EVENTS);
    // As of another client, or of a copy.
    NewEvent bare =
        new NewEvent(
            EVENTS[1].id(),
            "placed",
            1,
            null,
            null,
            EVENTS[0].payload(),
            Map.of(),
            null,
            null,
            null);
    stores.original(bare, TwoStores.with(EVENTS[1], numbered()));
  }

  private static Bytes numbered() {
    return TwoStores.headers(
        Map.of("ce_originalversion", "7", "ce_entityversion", "7", "ce_type", "paid"));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void publish(VersionMode versions) {
    stores.sink.put("version.mode", versions.text());
    AbstractConfig config = new AbstractConfig(SourceConfig.DEFINITIONS, stores.replay, false);
    RecordEncoder source =
        new RecordEncoder(
            new OutputTopics(new TopicTemplate("replayed"), null, null),
            stores.original.settings().id(),
            new UpcastShapes(UpcastConfig.parse(config), new UpcastCounters()));
    RecordMapping mapping = RecordMapping.of(Preset.CLOUDEVENTS);
    RecordDecoder sink =
        new RecordDecoder(
            new RecordMapping(
                mapping.preset(),
                mapping.headers(),
                null,
                null,
                mapping.batchContentType(),
                mapping.onConflict(),
                mapping.acceptedEntityTypes(),
                versions),
            stores.copy.settings().id());
    ReadRequest all = ReadRequest.forwards(STREAM, 1, 100);
    long offset = 0;
    for (RecordedEvent stored : Await.answer(stores.original.read(all)).events()) {
      for (OutgoingRecord record : source.replayed(stored, "run 1")) {
        append(sink.decode(record(record, offset), at(offset)));
        offset++;
      }
    }
  }

  private static SourcePosition at(long offset) {
    return new SourcePosition(new Source("replayed", 0, "1"), offset);
  }

  private static SinkRecord record(OutgoingRecord record, long offset) {
    return new SinkRecord(
        record.topic(),
        0,
        Schema.OPTIONAL_BYTES_SCHEMA,
        record.key(),
        Schema.OPTIONAL_BYTES_SCHEMA,
        record.value(),
        offset,
        record.timestamp() == null ? Long.valueOf(4_711) : record.timestamp(),
        TimestampType.CREATE_TIME,
        record.headers());
  }

  private void append(DecodedRecord decoded) {
    assertThat(decoded).isInstanceOf(DecodedRecord.Append.class);
    if (decoded instanceof DecodedRecord.Append append) {
      Await.answer(stores.copy.append(List.of(append.request())));
    }
  }

  @Test
  void versions_are_preserved_through_rules_that_keep_one_event_one() {
    stores.replay.put(
        "upcast.rules",
        """
        [{"type": "placed", "from": 1, "data": "{'amount': total}"},
         {"type": "placed", "from": 2, "rename": "opened", "to": 1}]
        """);
    publish(VersionMode.PRESERVE);

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 6 events compared: no difference");
  }

  @Test
  void events_are_renumbered_where_rules_split_or_drop_them() {
    stores.replay.put(
        "upcast.rules",
        """
        [{"type": "placed", "from": 1, "split": "[{'data': total}, {'data': total + 1}]"},
         {"type": "placed", "from": 2, "drop": true}]
        """);
    publish(VersionMode.RENUMBER);

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 7 events compared: no difference");
  }
}
