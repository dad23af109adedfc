package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.connector.record.AnnalsHeaders;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.model.store.EventStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * Records of the control topic: JSON, with the connector's name as the key. A header names the
 * notice, others the run and the store.
 */
final class ReplayNotices {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String topic;
  private final String name;
  private final UUID store;

  private ReplayNotices(String topic, String name, UUID store) {
    this.topic = topic;
    this.name = name;
    this.store = store;
  }

  /** Those of one connector. */
  static ReplayNotices of(ReplaySettings settings, EventStore store) {
    return new ReplayNotices(settings.controlTopic(), settings.name(), store.settings().id());
  }

  /**
   * A record.
   *
   * @param notice what it tells, such as {@code replay-finished}
   * @param details what its offset says; a run among them goes into a header as well
   */
  OutgoingRecord record(String notice, Map<String, Object> details) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("notice", notice);
    value.put("connector", name);
    value.putAll(details);
    ConnectHeaders headers = new ConnectHeaders();
    add(headers, AnnalsHeaders.NOTICE, notice);
    add(headers, AnnalsHeaders.STORE, store.toString());
    if (details.get(ReplayOffsets.RUN) instanceof String run) {
      add(headers, AnnalsHeaders.REPLAY, run);
    }
    try {
      return new OutgoingRecord(
          topic, name.getBytes(UTF_8), null, JSON.writeValueAsBytes(value), null, headers, null);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a notice of texts and numbers is JSON", impossible);
    }
  }

  private static void add(ConnectHeaders headers, String key, String text) {
    headers.add(key, text.getBytes(UTF_8), Schema.BYTES_SCHEMA);
  }
}
