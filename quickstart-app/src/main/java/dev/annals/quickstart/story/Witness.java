package dev.annals.quickstart.story;

import dev.annals.quickstart.cassandra.ProgressRow;
import dev.annals.quickstart.cassandra.Tables;
import dev.annals.quickstart.check.Observed;
import dev.annals.quickstart.kafka.TopicReader;
import dev.annals.quickstart.servers.Addresses;
import dev.annals.quickstart.servers.OutputTopics;
import dev.annals.quickstart.text.Patience;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Looks at topics and tables from outside, with plain clients of Kafka and Cassandra. */
final class Witness implements AutoCloseable {
  static final List<String> INPUTS = List.of(Warehouse.TOPIC, Orders.TOPIC, Parcels.TOPIC);

  private static final List<String> TYPES =
      List.of(Warehouse.ENTITY_TYPE, Orders.ENTITY_TYPE, Parcels.ENTITY_TYPE);

  private final OutputTopics outputs;
  private final Patience patience;
  private final TopicReader reader;
  private final Tables tables;

  Witness(Addresses addresses, OutputTopics outputs, Patience patience) {
    this.patience = patience;
    this.outputs = outputs;
    this.reader = new TopicReader(addresses.kafka());
    this.tables = Tables.open(addresses.cassandra());
  }

  /** Everything as it is now. */
  Observed observe() {
    return new Observed(
        tables.storeId(),
        reader.readAll(INPUTS),
        tables.events(),
        tables.refused(),
        tables.progress(),
        reader.readAll(named(outputs.accepted())),
        reader.readAll(named(outputs.rejected())),
        reader.readAll(named(outputs.exceptions())),
        reader.readAll(Set.of(outputs.deadLetters())));
  }

  /** Returns when the sink has decided everything that the topics hold. */
  void awaitDecided(Collection<String> topics) {
    Map<TopicPartition, Long> ends = reader.ends(topics);
    patience.await("decided by the sink", () -> isDecided(ends));
  }

  /** Returns when the sink has decided this many records of a topic. */
  void awaitDecided(String topic, long records) {
    patience.await("decided by the sink", () -> decided(topic) >= records);
  }

  /** Returns when the topic of accepted events of an input topic holds this many. */
  void awaitPublished(long accepted, long rejected, long exceptions) {
    patience.await(
        "published by the source",
        () ->
            reader.readAll(named(outputs.accepted())).size() >= accepted
                && reader.readAll(named(outputs.rejected())).size() >= rejected
                && reader.readAll(named(outputs.exceptions())).size() >= exceptions);
  }

  /** How many positions of a topic the sink has decided. */
  long decided(String topic) {
    long decided = 0;
    for (ProgressRow row : tables.progress()) {
      decided += row.source().name().equals(topic) ? row.upto() : 0;
    }
    return decided;
  }

  private boolean isDecided(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> upto = new HashMap<>();
    for (ProgressRow row : tables.progress()) {
      upto.put(new TopicPartition(row.source().name(), row.source().partition()), row.upto());
    }
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      if (upto.getOrDefault(end.getKey(), 0L) < end.getValue()) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> named(String template) {
    return OutputTopics.named(template, INPUTS, TYPES);
  }

  @Override
  public void close() {
    reader.close();
    tables.close();
  }
}
