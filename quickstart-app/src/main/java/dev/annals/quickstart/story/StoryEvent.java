package dev.annals.quickstart.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * An event of the story. It goes to Kafka as a CloudEvent in binary mode: the entity id is the key,
 * the data is the value, everything else a header.
 *
 * @param source who sends it
 * @param expected the version that the sender takes the stream to be at; empty where it has no
 *     opinion
 * @param data JSON
 */
record StoryEvent(
    String topic,
    String entityType,
    String entityId,
    String source,
    String id,
    String type,
    String expected,
    String data) {

  /** Two headers of one name, and one whose value is no text: they come back as they went in. */
  private static final byte[] CAMERA_FRAME = {0, (byte) 0xff, 16, 0, 7};

  ProducerRecord<byte[], byte[]> toRecord() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, now.toEpochMilli(), entityId.getBytes(UTF_8), data.getBytes(UTF_8));
    Headers headers = record.headers();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id);
    add(headers, "ce_source", source);
    add(headers, "ce_type", type);
    add(headers, "ce_time", now.toString());
    add(headers, "ce_entitytype", entityType);
    if (!expected.isEmpty()) {
      add(headers, "ce_expectedversion", expected);
    }
    add(headers, "content-type", "application/json");
    add(headers, "seen-by", "gate 3");
    add(headers, "seen-by", "dock 7");
    headers.add("camera-frame", CAMERA_FRAME);
    return record;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
