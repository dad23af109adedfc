package dev.annals.benchmarks.side;

import dev.annals.benchmarks.servers.Rig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The source connector on a log that was filled before, with the settings of config-examples:
 * exactly once, a transaction for each poll.
 */
public final class Tail implements Side {
  private final Rig rig;
  private final Sink sink;
  private final List<ConsumerRecord<byte[], byte[]>> published = new ArrayList<>();

  public Tail(Rig rig, Sink sink) {
    this.rig = rig;
    this.sink = sink.keeping();
  }

  /** The records of the last round, for whoever sends the same. */
  List<ConsumerRecord<byte[], byte[]>> published() {
    return published;
  }

  @Override
  public String name() {
    return "source";
  }

  @Override
  public void prepare(Round round) throws Exception {
    sink.prepare(round);
  }

  @Override
  public Rate run(Round round) throws Exception {
    Rate unused = sink.run(round);
    String keyspace = round.name();
    String connector = round.name() + "_source";
    String topic = round.name() + ".accepted";
    rig.topics().create(topic);
    Map<String, String> config = new LinkedHashMap<>(rig.example("annals-source.json", keyspace));
    config.put("topic.accepted", topic);
    config.put("topic.rejected", round.name() + ".rejected");
    config.put("topic.exceptions", round.name() + ".exceptions");
    try (KafkaConsumer<byte[], byte[]> consumer = rig.topics().consumer(topic)) {
      rig.connect().put(connector, config);
      Rate rate = Arrivals.measure(rig, consumer, round, published);
      rig.connect().delete(connector);
      rig.topics().delete(topic);
      rig.dropKeyspace(keyspace);
      return rate;
    }
  }
}
