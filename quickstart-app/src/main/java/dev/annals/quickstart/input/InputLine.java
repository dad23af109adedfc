package dev.annals.quickstart.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.annals.model.Bytes;
import java.io.IOException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A line of the input that is not empty. */
sealed interface InputLine {
  /** From 1, as editors count. */
  long number();

  /**
   * A structured CloudEvent, as far as it takes to send it: whether Annals can store it is for the
   * sink to say.
   *
   * @param entityType as the event says it, else the last segment of its source
   * @param saysEntityType whether the event has an attribute for it
   * @param subject absent where it has none
   * @param json the line's bytes
   */
  record Event(
      long number, String entityType, boolean saysEntityType, @Nullable String subject, Bytes json)
      implements InputLine {
    /**
     * The record for Kafka: the line is the value, unchanged, and the subject is the key, so that
     * events about one entity stay in order. Where the event does not say its entity type itself, a
     * header does: the value is its owner's and stays as it is.
     */
    ProducerRecord<byte[], byte[]> toRecord(String topic) {
      byte[] key = subject == null ? null : subject.getBytes(UTF_8);
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, null, null, key, json.toArray());
      record.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
      if (!saysEntityType) {
        record.headers().add("ce_entitytype", entityType.getBytes(UTF_8));
      }
      record.headers().add(LINE_HEADER, Long.toString(number).getBytes(UTF_8));
      return record;
    }
  }

  /**
   * No CloudEvent.
   *
   * @param reason what is wrong with it
   */
  record Bad(long number, String reason) implements InputLine {}

  /** The header with the number of the line that a record came from. */
  String LINE_HEADER = "input-line";

  ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  /** What these bytes are. */
  static InputLine of(long number, byte[] line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      // Absent where a limit was met, such as how deep JSON may be nested.
      JsonLocation where = e.getLocation();
      return new Bad(
          number,
          where == null
              ? "JSON that cannot be read: " + e.getOriginalMessage()
              : "not JSON, near column " + where.getColumnNr());
    } catch (IOException e) {
      return new Bad(number, "not JSON in UTF-8");
    }
    if (!node.isObject()) {
      return new Bad(number, "JSON, but no object: each line must be one event");
    }
    for (String required : new String[] {"specversion", "id", "source", "type"}) {
      if (node.path(required).asText("").isEmpty()) {
        return new Bad(number, "no CloudEvent: it has no '" + required + "'");
      }
    }
    boolean says = node.hasNonNull("entitytype");
    String type = says ? node.get("entitytype").asText() : lastSegment(node.get("source").asText());
    if (type.isEmpty()) {
      return new Bad(
          number, "no entity type: neither 'entitytype' nor a last segment of 'source' says one");
    }
    String subject = node.path("subject").asText("");
    return new Event(number, type, says, subject.isEmpty() ? null : subject, Bytes.of(line));
  }

  /** What stands behind the last slash of a URI, without query and fragment. */
  private static String lastSegment(String source) {
    String path = source.split("[?#]", 2)[0];
    String[] segments = path.split("/");
    return segments.length == 0 ? "" : segments[segments.length - 1];
  }
}
