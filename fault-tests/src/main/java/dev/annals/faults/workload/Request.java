package dev.annals.faults.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.faults.history.Content;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Kind;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import dev.annals.faults.observer.InputTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not sent yet. The payload of an event follows from its id, its type and the
 * variant, so that a retry has the same.
 *
 * @param name in the history
 * @param source {@code ce_source} of its events: the producer's that drew them first
 * @param ids {@code ce_id} of its events
 * @param closes whether its last event closes the stream
 * @param variant empty, but where ids are used again for something else
 */
record Request(
    String name,
    String producer,
    String source,
    String topic,
    StreamName stream,
    List<String> ids,
    boolean closes,
    String variant,
    Expected expected,
    boolean fact,
    @Nullable String repeats) {
  private static final String BATCH = "application/cloudevents-batch+json";

  /** The same events again. */
  Request again(String newName, String newTopic) {
    return new Request(
        newName, producer, source, newTopic, stream, ids, closes, variant, expected, fact, name);
  }

  /** Other events with the same ids. */
  Request reused(String newName, String newTopic, Expected newExpected) {
    return new Request(
        newName, producer, source, newTopic, stream, ids, closes, newName, newExpected, fact, null);
  }

  /** As the history has it. */
  Sent sent(long at) {
    List<SentEvent> events = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String payload = ids.size() == 1 ? value(i) : element(i);
      events.add(
          new SentEvent(source + " " + ids.get(i), type(i), Content.of(payload.getBytes(UTF_8))));
    }
    return new Sent(name, producer, kind(), topic, stream, events, expected, fact, repeats, at);
  }

  private Kind kind() {
    if (repeats != null) {
      return Kind.RETRY;
    }
    if (ids.size() > 1) {
      return Kind.BATCH;
    }
    return fact ? Kind.FACT : Kind.DECISION;
  }

  /** As Kafka gets it. */
  ProducerRecord<byte[], byte[]> record() {
    boolean single = ids.size() == 1;
    String value = single ? value(0) : elements();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, stream.entityId().getBytes(UTF_8), value.getBytes(UTF_8));
    header(record, InputTopics.REQUEST, name);
    header(record, "ce_expectedversion", expected.text());
    if (single) {
      header(record, "ce_specversion", "1.0");
      header(record, "ce_id", ids.get(0));
      header(record, "ce_source", source);
      header(record, "ce_type", type(0));
      header(record, "ce_entitytype", stream.entityType());
    } else {
      header(record, "content-type", BATCH);
    }
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private String type(int index) {
    return closes && index == ids.size() - 1 ? SentEvent.CLOSE : "happened";
  }

  private String value(int index) {
    String more = variant.isEmpty() ? "" : ",\"variant\":\"" + variant + "\"";
    return "{\"number\":\"" + ids.get(index) + "\"" + more + "}";
  }

  private String element(int index) {
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"%s\",\"type\":\"%s\",\"entitytype\":\"%s\",\"data\":%s}"
        .formatted(ids.get(index), source, type(index), stream.entityType(), value(index));
  }

  private String elements() {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      elements.add(element(i));
    }
    return elements.stream().collect(Collectors.joining(",", "[", "]"));
  }
}
