package dev.annals.faults.observer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.annals.faults.history.Content;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.StreamName;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a published record says. An event of a batch comes as a structured CloudEvent, whose id is
 * in its value; any other has it in its headers.
 */
final class PublishedRecord {
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final JsonMapper JSON = new JsonMapper();

  private PublishedRecord() {}

  /**
   * Reads a record.
   *
   * @param committed whether a reader of committed records saw it
   * @param at when it was seen
   */
  static Published read(ConsumerRecord<byte[], byte[]> record, boolean committed, long at) {
    RecordHeaders headers = new RecordHeaders(record);
    boolean structured = STRUCTURED.equals(headers.find("content-type"));
    String source;
    String id;
    String type;
    if (structured) {
      JsonNode event = json(record);
      source = event.path("source").asText();
      id = event.path("id").asText();
      type = event.path("entitytype").asText();
    } else {
      source = headers.get("ce_source");
      id = headers.get("ce_id");
      type = headers.get("ce_entitytype");
    }
    String expected = headers.find("annals-expected");
    String position = headers.find("annals-position");
    return new Published(
        record.topic(),
        record.partition(),
        record.offset(),
        committed,
        new StreamName(type, new String(record.key(), UTF_8)),
        source + " " + id,
        Content.of(record.value()),
        headers.get("annals-outcome"),
        headers.findNumber("ce_entityversion"),
        headers.find("annals-reason"),
        expected == null ? null : new Expected(expected),
        headers.findNumber("annals-actual"),
        headers.find("annals-rival"),
        position == null ? null : Position.parse(position),
        at);
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(new String(record.value(), UTF_8));
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(
          "%s-%d@%d is no CloudEvent in JSON"
              .formatted(record.topic(), record.partition(), record.offset()),
          fault);
    }
  }
}
