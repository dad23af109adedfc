package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ArrivalTest {
  @Test
  void headers_weigh_though_they_are_empty() {
    SinkRecord record = new SinkRecord("orders", 0, null, null, null, null, 7);
    for (int i = 0; i < 10_000; i++) {
      record.headers().addBytes("", null);
    }

    assertThat(Arrival.of(record, 7).sizeBytes()).isGreaterThan(1_000_000);
  }

  @Test
  void structured_values_weigh_what_is_in_them() {
    Schema schema = SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();
    Struct struct = new Struct(schema).put("text", "x".repeat(100_000));
    Map<String, Object> document = Map.of("list", List.of(struct, new byte[100_000]));

    assertThat(Arrival.sizeOf(struct)).isBetween(100_000L, 101_000L);
    assertThat(Arrival.sizeOf(document)).isBetween(200_000L, 202_000L);
  }

  @Test
  void a_value_may_be_deep() {
    List<Object> deep = List.of();
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }

    assertThat(Arrival.sizeOf(deep)).isGreaterThan(100_000);
  }

  @Test
  void a_value_may_hold_itself() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    endless.add(endless);

    assertThat(Arrival.sizeOf(endless)).isGreaterThan(1_000_000);
  }
}
