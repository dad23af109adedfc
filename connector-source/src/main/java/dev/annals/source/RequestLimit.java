package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.OutgoingRecord;
import dev.annals.model.decision.AppendLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest record that the task's producer sends. An event of nearly 1 MiB is accepted by the
 * sink and comes out larger, by the headers that Annals adds: beyond what a producer of Kafka sends
 * by default. What the producer refuses stops the task, so this says which record and which
 * setting, before the producer says less. One thread may use it.
 */
final class RequestLimit {
  /** The producer's setting, as a connector has it. */
  static final String SETTING = "producer.override.max.request.size";

  /** An event and what Annals adds, unless ids are of a size that nobody uses. */
  static final int ENOUGH_BYTES = AppendLimits.MAX_BYTES + (64 << 10);

  /** What a producer sends, and about what a topic takes, unless set otherwise. */
  private static final int DEFAULT_BYTES = 1 << 20;

  private static final String TOLERANCE = "errors.tolerance";
  private static final Logger log = LoggerFactory.getLogger(RequestLimit.class);

  /** What the producer takes a record for beside key, value and headers, at most. */
  private static final int BATCH_BYTES = 61;

  private static final int RECORD_BYTES = 21;

  /** Topics may be as many as entity types. */
  private static final int MAX_TOLD = 100;

  private final OptionalInt set;
  private final Set<String> told = new HashSet<>();

  /** The limit that is set on the connector; empty: that of the worker, which nobody tells. */
  RequestLimit(OptionalInt set) {
    this.set = set;
  }

  /** As the producer itself will read it; where it cannot, the worker says so. */
  static RequestLimit of(Map<String, String> properties) {
    try {
      return new RequestLimit(
          OptionalInt.of(Integer.parseInt(properties.getOrDefault(SETTING, "").strip())));
    } catch (NumberFormatException notSet) {
      return new RequestLimit(OptionalInt.empty());
    }
  }

  /** Errors in the settings that decide what becomes of a record Kafka does not take. */
  static List<ConfigValue> validate(Map<String, String> properties) {
    List<ConfigValue> errors = new ArrayList<>();
    OptionalInt set = of(properties).set;
    if (set.isPresent() && set.getAsInt() < ENOUGH_BYTES) {
      errors.add(
          error(
              properties,
              SETTING,
              "must be %d at least, such as 4194304: an event may have 1 MiB, and headers come on top"
                  .formatted(ENOUGH_BYTES)));
    }
    if ("all".equals(properties.get(TOLERANCE))) {
      errors.add(
          error(
              properties,
              TOLERANCE,
              "must be none: with all, Connect drops an event that Kafka does not take, and goes on"));
    }
    return errors;
  }

  private static ConfigValue error(Map<String, String> properties, String key, String message) {
    return new ConfigValue(
        key, properties.get(key), new ArrayList<>(), new ArrayList<>(List.of(message)));
  }

  /** Tells at the start what a worker may have set, and cannot be seen here. */
  void warnIfUnset() {
    if (set.isEmpty()) {
      log.warn(
          "{} is not set: unless the worker sets producer.max.request.size, an event of nearly 1 MiB"
              + " will stop the task. Set it to 4194304.",
          SETTING);
    }
  }

  /**
   * Lets a record pass that the producer will send; else a {@link ConnectException} says what to
   * do. What the worker's limit or the broker's may refuse is told of beforehand, once for each
   * topic: their own errors name neither the event nor the topic.
   *
   * @param what the record says, for the message: {@code order/17@3}
   */
  void check(Supplier<String> what, OutgoingRecord record) {
    int bytes = sizeBytes(record);
    if (set.isPresent() && bytes > set.getAsInt()) {
      throw new ConnectException(
          "%s takes %,d bytes as a record of topic %s, but the producer sends %,d at most: set %s to %d or more, and the topic's max.message.bytes likewise. Nothing was skipped."
              .formatted(
                  what.get(), bytes, record.topic(), set.getAsInt(), SETTING, roomFor(bytes)));
    }
    if (bytes > DEFAULT_BYTES && told.size() < MAX_TOLD && told.add(record.topic())) {
      log.warn(
          "{} takes {} bytes as a record of topic {}: more than Kafka takes by default. Should the"
              + " task fail with a RecordTooLargeException, set the topic's max.message.bytes to {}"
              + " or more{}. It will send the record again.",
          what.get(),
          bytes,
          record.topic(),
          roomFor(bytes),
          set.isPresent() ? "" : ", and " + SETTING + " likewise");
    }
  }

  /** The next power of two: a number that people recognise. */
  private static int roomFor(int bytes) {
    return Math.max(4 << 20, Integer.highestOneBit(bytes) << 1);
  }

  /** The upper bound of its size that Kafka's producer compares with the limit. */
  static int sizeBytes(OutgoingRecord record) {
    int size = BATCH_BYTES + RECORD_BYTES + sized(record.key()) + sized(record.value());
    size += varint(record.headers().size());
    for (Header header : record.headers()) {
      size += sized(header.key().getBytes(UTF_8)) + sized((byte[]) header.value());
    }
    return size;
  }

  private static int sized(byte @Nullable [] bytes) {
    return bytes == null ? 1 : varint(bytes.length) + bytes.length;
  }

  /** The bytes of a length in Kafka's zigzag encoding. */
  private static int varint(int length) {
    int bytes = 1;
    for (long rest = 2L * length; rest >= 0x80; rest >>>= 7) {
      bytes++;
    }
    return bytes;
  }
}
