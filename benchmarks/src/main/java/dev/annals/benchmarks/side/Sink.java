package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.annals.benchmarks.servers.Rig;
import dev.annals.benchmarks.servers.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The sink connector on a topic that was filled before, with the settings of config-examples. An
 * event counts once progress, the last thing that is written, has passed it.
 */
public final class Sink implements Side {
  private final Rig rig;
  private final Map<String, String> changes;
  private boolean keep;

  /**
   * A sink.
   *
   * @param changes settings that differ from the example
   */
  public Sink(Rig rig, Map<String, String> changes) {
    this.rig = rig;
    this.changes = Map.copyOf(changes);
  }

  /** The same sink, whose stores stay for others to read. */
  Sink keeping() {
    Sink keeping = new Sink(rig, changes);
    keeping.keep = true;
    return keeping;
  }

  @Override
  public String name() {
    return "sink";
  }

  /** Fills the round's topic, long before it is read: what the disk has to do is done then. */
  @Override
  public void prepare(Round round) throws Exception {
    fill(round.name(), round);
  }

  @Override
  public Rate run(Round round) throws Exception {
    String keyspace = round.name();
    String topic = round.name();
    rig.createStore(keyspace);
    Map<String, String> config = new LinkedHashMap<>(rig.example("annals-sink.json", keyspace));
    config.put("topics", topic);
    config.put("errors.deadletterqueue.topic.name", topic + ".undecodable");
    config.putAll(changes);
    rig.connect().put(topic, config);
    Rate rate = measure(keyspace, topic, round);
    rig.connect().delete(topic);
    requireAllAccepted(keyspace, round);
    rig.topics().delete(topic);
    if (!keep) {
      rig.dropKeyspace(keyspace);
    }
    return rate;
  }

  private void fill(String topic, Round round) throws Exception {
    rig.topics().create(topic);
    try (KafkaProducer<byte[], byte[]> producer = rig.topics().producer()) {
      for (int event = 0; event < round.events(); event++) {
        producer.send(Events.record(topic, Topics.PARTITIONS, round, event));
      }
      producer.flush();
    }
  }

  private Rate measure(String keyspace, String topic, Round round) throws InterruptedException {
    PreparedStatement select =
        rig.session().prepare("SELECT upto FROM %s.progress WHERE name = ?".formatted(keyspace));
    Progress progress = new Progress(rig.session(), select, topic);
    long done = progress.awaitAtLeast(round.warmUp());
    Rate.Clock clock = Rate.clock(rig.processes(), done);
    return clock.until(progress.awaitAtLeast(round.events()));
  }

  /** A refused event costs less than an accepted one. */
  private void requireAllAccepted(String keyspace, Round round) {
    Row row =
        rig.session()
            .execute(
                SimpleStatement.newInstance("SELECT count(*) FROM %s.events".formatted(keyspace))
                    .setTimeout(Duration.ofMinutes(2)))
            .one();
    long stored = row == null ? 0 : row.getLong(0);
    if (stored != round.events()) {
      throw new IllegalStateException(
          "%s: %d events were sent, %d are stored".formatted(keyspace, round.events(), stored));
    }
  }
}
