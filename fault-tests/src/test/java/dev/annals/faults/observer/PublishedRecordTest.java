package dev.annals.faults.observer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.faults.history.Content;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.StreamName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PublishedRecordTest {
  @Test
  void a_rejected_event_is_read_from_its_headers() {
    ConsumerRecord<byte[], byte[]> record =
        record(
            "{}",
            "ce_source",
            "/p1",
            "ce_id",
            "4711",
            "ce_entitytype",
            "order",
            "annals-outcome",
            "rejected",
            "annals-reason",
            "version-conflict",
            "annals-expected",
            "3",
            "annals-actual",
            "5",
            "annals-rival",
            "/p2 12",
            "annals-position",
            "orders-1@1:99");

    assertThat(PublishedRecord.read(record, true, 77))
        .isEqualTo(
            new Published(
                "order.rejected",
                2,
                33,
                true,
                new StreamName("order", "e1"),
                "/p1 4711",
                Content.of("{}".getBytes(UTF_8)),
                Published.REJECTED,
                null,
                "version-conflict",
                Expected.exactly(3),
                5L,
                "/p2 12",
                new Position("orders", 1, 99),
                77));
  }

  @Test
  void an_event_of_a_batch_is_read_from_its_value() {
    Published published =
        PublishedRecord.read(
            record(
                "{\"id\":\"8\",\"source\":\"/p1\",\"entitytype\":\"order\"}",
                "content-type",
                "application/cloudevents+json",
                "annals-outcome",
                "accepted",
                "ce_entityversion",
                "12"),
            true,
            1);

    assertThat(published.event()).isEqualTo("/p1 8");
    assertThat(published.stream()).isEqualTo(new StreamName("order", "e1"));
    assertThat(published.version()).isEqualTo(12);
    assertThat(published.position()).isNull();
  }

  @Test
  void a_record_that_is_not_annals_is_named() {
    assertThatThrownBy(() -> PublishedRecord.read(record("{}"), true, 1))
        .hasMessageContaining("order.rejected-2@33 has no header ce_source");
  }

  private static ConsumerRecord<byte[], byte[]> record(String value, String... headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("order.rejected", 2, 33, "e1".getBytes(UTF_8), value.getBytes(UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return record;
  }
}
