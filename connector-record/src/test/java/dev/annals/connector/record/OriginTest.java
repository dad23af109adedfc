package dev.annals.connector.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.SourcePosition;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class OriginTest {
  @Test
  void is_the_place_before_any_transform() {
    assertThat(Origin.of(Incoming.cloudEvent().sinkRecord())).hasToString("orders-0@17");
  }

  @Test
  void is_the_records_own_place_on_workers_that_know_no_other() {
    SinkRecord record = new BeforeKafka36();

    assertThat(Origin.of(record)).isEqualTo(new Origin(new TopicPartition("orders", 3), 17));
    RecordDecoder decoder =
        new RecordDecoder(RecordMapping.of(Preset.CLOUDEVENTS), UUID.randomUUID());
    SourcePosition at = Incoming.AT;
    assertThat(decoder.decode(record, at))
        .isInstanceOfSatisfying(
            DecodedRecord.Undecodable.class,
            undecodable ->
                assertThat(undecodable.message())
                    .startsWith("orders-3@17: the record names no entity"));
  }

  /** A record as it is linked there: the methods are missing. */
  private static final class BeforeKafka36 extends SinkRecord {
    BeforeKafka36() {
      super("orders", 3, null, null, null, null, 17);
    }

    @Override
    public String originalTopic() {
      throw new NoSuchMethodError("originalTopic");
    }

    @Override
    public Integer originalKafkaPartition() {
      throw new NoSuchMethodError("originalKafkaPartition");
    }

    @Override
    public long originalKafkaOffset() {
      throw new NoSuchMethodError("originalKafkaOffset");
    }
  }
}
