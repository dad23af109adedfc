package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.record.OutgoingRecord;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLimitTest {
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 63, 64, 8_191, 8_192, 1_048_575, 1_048_576, 2_000_000})
  void a_record_takes_what_the_producer_will_say_it_takes(int bytes) {
    byte @Nullable [] value = bytes < 0 ? null : new byte[bytes];
    byte[] key = "größe".getBytes(UTF_8);
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_größe", "7".getBytes(UTF_8)).add("empty", new byte[0]).add("absent", null);
    ConnectHeaders same = new ConnectHeaders();
    headers.forEach(header -> same.add(header.key(), header.value(), null));

    assertThat(RequestLimit.sizeBytes(new OutgoingRecord("t", key, null, value, null, same, null)))
        .isEqualTo(
            AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                key,
                value,
                headers.toArray()));
  }

  @Test
  void a_record_above_the_limit_that_is_set_stops_the_task_and_names_it_and_the_setting() {
    RequestLimit limit = new RequestLimit(OptionalInt.of(2_000_000));

    assertThatCode(() -> limit.check(() -> "order/17@3", record(1_999_000)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> limit.check(() -> "order/17@3", record(2_000_000)))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("order/17@3 takes 2,000,08")
        .hasMessageContaining("of topic orders.accepted")
        .hasMessageContaining("the producer sends 2,000,000 at most")
        .hasMessageContaining("set producer.override.max.request.size to 4194304 or more")
        .hasMessageContaining("max.message.bytes")
        .hasMessageEndingWith("Nothing was skipped.");
  }

  @Test
  void where_the_worker_may_have_set_a_limit_the_producer_decides() {
    assertThatCode(
            () ->
                RequestLimit.of(Map.of())
                    .check(() -> "order/17@3", record(RequestLimit.ENOUGH_BYTES)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_limit_below_what_an_event_may_have_is_refused_beforehand() {
    assertThat(errors(Map.of("producer.override.max.request.size", "1048576")))
        .singleElement()
        .asString()
        .startsWith("producer.override.max.request.size: must be 1114112 at least");
    assertThat(errors(Map.of("producer.override.max.request.size", "4194304"))).isEmpty();
    assertThat(errors(Map.of("producer.override.max.request.size", "much"))).isEmpty();
    assertThat(errors(Map.of())).isEmpty();
  }

  @Test
  void to_tolerate_errors_is_refused_since_connect_would_drop_events() {
    assertThat(errors(Map.of("errors.tolerance", "all")))
        .singleElement()
        .asString()
        .startsWith("errors.tolerance: must be none");
    assertThat(errors(Map.of("errors.tolerance", "none"))).isEmpty();
  }

  private static List<String> errors(Map<String, String> properties) {
    return RequestLimit.validate(properties).stream().map(RequestLimitTest::text).toList();
  }

  private static String text(ConfigValue error) {
    return error.name() + ": " + error.errorMessages().get(0);
  }

  private static OutgoingRecord record(int bytes) {
    return new OutgoingRecord(
        "orders.accepted", null, null, new byte[bytes], null, new ConnectHeaders(), null);
  }
}
