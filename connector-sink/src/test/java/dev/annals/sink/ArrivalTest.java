package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

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
}
