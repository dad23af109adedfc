package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final List<SinkRecord> reported = new ArrayList<>();
  private final List<String> passed = new ArrayList<>();
  private final DeadLetters letters =
      new DeadLetters(
          (record, error) -> {
            reported.add(record);
            return CompletableFuture.completedFuture(null);
          },
          1 << 20);

  @Test
  void a_letter_is_passed_once_it_is_reported() {
    letters.add(record(1_000), "orders-0@7: not JSON", () -> passed.add("it"));
    letters.turn();

    assertThat(reported).hasSize(1);
    assertThat(passed).containsExactly("it");
  }

  @Test
  void a_letter_that_its_producer_would_refuse_stops_the_task_and_names_the_setting() {
    letters.add(record(2 << 20), "orders-0@7: not JSON", () -> passed.add("it"));

    assertThatThrownBy(letters::turn)
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("orders-0@7: not JSON. ")
        .hasMessageContaining("set producer.override.max.request.size");
    assertThat(reported).isEmpty();
    assertThat(passed).isEmpty();
  }

  @Test
  void a_letter_is_measured_as_it_is_sent_names_of_headers_in_utf_8() {
    SinkRecord record = record(0);
    record.headers().addBytes("€".repeat(400_000), new byte[0]);
    letters.add(record, "orders-0@7: not JSON", () -> passed.add("it"));

    assertThatThrownBy(letters::turn).hasMessageContaining("The record may take 1,21");
    assertThat(reported).isEmpty();
  }

  @Test
  void a_letter_of_many_headers_is_not_taken_for_more_than_is_sent() {
    SinkRecord record = record(0);
    for (int i = 0; i < 50_000; i++) {
      record.headers().addBytes("h", null);
    }
    letters.add(record, "orders-0@7: not JSON", () -> passed.add("it"));
    letters.turn();

    assertThat(reported).hasSize(1);
  }

  private static SinkRecord record(int bytes) {
    return new SinkRecord("orders", 0, null, null, null, new byte[bytes], 7);
  }
}
