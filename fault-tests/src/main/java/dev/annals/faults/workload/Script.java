package dev.annals.faults.workload;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer beside those of the plan, which asks for what it is told. For one thread. */
public final class Script implements AutoCloseable {
  private static final String NAME = "script";

  private final Plan plan;
  private final Recorder recorder;
  private final KafkaProducer<byte[], byte[]> producer;
  private int requests;
  private int events;

  /**
   * Nothing is sent yet.
   *
   * @param producerSettings {@code bootstrap.servers} at least
   */
  public Script(Plan plan, Map<String, Object> producerSettings, Recorder recorder) {
    this.plan = plan;
    this.recorder = recorder;
    this.producer =
        new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Asks for an append of new events, and returns when it was acknowledged, or was not. */
  public void append(String topic, int partition, StreamName stream, int count, Expected expected) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(Integer.toString(events++));
    }
    Request request =
        new Request(
            NAME + "-" + requests++,
            NAME,
            "/" + plan.name() + "/" + NAME,
            topic,
            stream,
            ids,
            false,
            "",
            expected,
            plan.facts().contains(topic),
            null);
    ProducerRecord<byte[], byte[]> record = request.record();
    Workload.send(
        producer,
        request,
        new ProducerRecord<>(topic, partition, record.key(), record.value(), record.headers()),
        recorder);
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
