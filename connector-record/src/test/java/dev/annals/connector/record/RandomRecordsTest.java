package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records put together from what breaks readers: whatever they hold, decoding them never throws.
 */
class RandomRecordsTest {
  private static final int RECORDS = 10_000;

  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "007",
          "-1",
          "1",
          "9".repeat(30),
          "any",
          "none",
          "exists",
          "2020-01-02T03:04:05Z",
          "+999999999-12-31T23:59:59Z",
          "a b",
          "\u0000",
          "\n",
          "\ufffe",
          "\u202e",
          "🚚",
          "${topic}",
          "x".repeat(70_000),
          "\ud800",
          "\udc00x",
          "1.0",
          "null",
          "batch",
          "application/json");

  private static final List<String> NAMES =
      List.of(
          "specversion",
          "id",
          "source",
          "type",
          "time",
          "subject",
          "data",
          "data_base64",
          "entitytype",
          "schemaversion",
          "expectedversion",
          "correlationid",
          "\\ud800",
          "\\u0000",
          "",
          "id");

  private static final List<String> JSON_VALUES =
      List.of(
          "\"1.0\"",
          "\"e1\"",
          "1",
          "-1",
          "1.5",
          "1e999",
          "9".repeat(400),
          "9".repeat(2_000),
          "true",
          "null",
          "[]",
          "{}",
          "{\"a\":[1,{\"b\":null}]}",
          "\"\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[",
          "}",
          "\"",
          "[".repeat(2_000),
          "\"2020-01-02T03:04:05Z\"",
          "\"!\"");

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/cloudevents+json",
          "application/cloudevents-batch+json; charset=utf-8",
          "application/cloudevents+xml",
          "application/json",
          "Batch",
          ";",
          "");

  private final Random random = new Random(42);

  @ParameterizedTest
  @EnumSource(Preset.class)
  void decoding_never_throws_and_messages_can_be_printed(Preset preset) {
    int undecodable = 0;
    for (int i = 0; i < RECORDS; i++) {
      DecodedRecord decoded = record().decoded(RecordMapping.of(preset));
      if (decoded instanceof DecodedRecord.Undecodable bad) {
        undecodable++;
        assertThat(bad.message()).startsWith("orders-0@17: ").hasSizeLessThan(1_000);
        assertThat(bad.message().chars()).noneMatch(Character::isISOControl);
      }
    }
    assertThat(undecodable).as("some of each").isBetween(1, RECORDS - 1);
  }

  private Incoming record() {
    Incoming record = Incoming.record().key(key());
    for (int headers = random.nextInt(5); headers > 0; headers--) {
      boolean ours = random.nextInt(4) > 0;
      record.header(ours ? "ce_" + one(NAMES) : one(TEXTS), headerValue());
    }
    if (random.nextInt(3) > 0) {
      record.header("content-type", one(CONTENT_TYPES));
    }
    return record.value(random.nextInt(5) > 0 ? json() : headerValue());
  }

  private @Nullable Object key() {
    return random.nextInt(3) > 0 ? "4711" : headerValue();
  }

  private @Nullable Object headerValue() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> bytes();
      case 2 -> random.nextInt();
      case 3 -> one(TEXTS).getBytes(UTF_8);
      default -> one(TEXTS);
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String json() {
    StringBuilder json = new StringBuilder();
    int events = random.nextInt(4);
    for (int i = 0; i <= events; i++) {
      json.append(i == 0 ? "" : ",").append(event());
    }
    String text = random.nextInt(4) > 0 && events == 0 ? json.toString() : "[" + json + "]";
    return random.nextInt(5) > 0 ? text : text.substring(random.nextInt(text.length()));
  }

  private String event() {
    StringBuilder event = new StringBuilder("{");
    if (random.nextInt(4) > 0) {
      event.append("\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/s\",\"type\":\"t\"");
    } else {
      event.append("\"x\":1");
    }
    for (int more = random.nextInt(3); more > 0; more--) {
      event.append(",\"").append(one(NAMES)).append("\":").append(one(JSON_VALUES));
    }
    return event.append('}').toString();
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
