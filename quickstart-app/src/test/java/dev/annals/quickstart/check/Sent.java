package dev.annals.quickstart.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.quickstart.kafka.TopicRecord;
import dev.annals.quickstart.kafka.TopicRecord.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records as the story sends them, all to partition 0 of the topic {@code story}. */
final class Sent {
  private final List<TopicRecord> records = new ArrayList<>();

  /** One more event, from the source {@code /s}. */
  Sent event(String entityType, String entityId, String id, String expected) {
    List<Header> headers = new ArrayList<>();
    headers.add(header("ce_entitytype", entityType));
    headers.add(header("ce_source", "/s"));
    headers.add(header("ce_id", id));
    headers.add(header("ce_type", "happened"));
    if (!expected.isEmpty()) {
      headers.add(header("ce_expectedversion", expected));
    }
    records.add(
        new TopicRecord(
            "story", 0, records.size(), 1_000, bytes(entityId), headers, bytes("data of " + id)));
    return this;
  }

  List<TopicRecord> records() {
    return List.copyOf(records);
  }

  /** A record as the source publishes it: as it was sent, with these headers behind its own. */
  static TopicRecord published(TopicRecord sent, String topic, Map<String, String> added) {
    List<Header> headers = new ArrayList<>(sent.headers());
    added.forEach((name, value) -> headers.add(header(name, value)));
    return new TopicRecord(
        topic, 0, sent.offset(), sent.timestampMs(), sent.key(), headers, sent.value());
  }

  private static Header header(String name, String value) {
    return new Header(name, bytes(value));
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(UTF_8));
  }
}
