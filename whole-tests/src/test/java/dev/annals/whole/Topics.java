package dev.annals.whole;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** The topics of the build's broker: made, written to and read, in bytes. */
final class Topics implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.producer = producer(Map.of());
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  void create(String topic, int partitions) {
    create(topic, partitions, Map.of());
  }

  void create(String topic, int partitions, Map<String, String> settings) {
    create(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)));
  }

  /**
   * Creates topics, and returns when all their partitions answer. Before, a producer's first batch
   * may be refused and its second taken, which an idempotent one does not get over, and which fails
   * a transaction.
   */
  void create(List<NewTopic> wanted) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : wanted) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
      try {
        admin.createTopics(List.of(topic)).all().get();
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof TopicExistsException)) {
          throw new IllegalStateException("cannot create " + topic, fault);
        }
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
    Awaitility.await("all partitions answer of " + wanted)
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> admin.listOffsets(ends).all().get(), answered -> true);
  }

  /** Changes settings of a topic. */
  void set(String topic, Map<String, String> settings) {
    List<AlterConfigOp> changes = new ArrayList<>();
    settings.forEach(
        (name, value) ->
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot change " + topic, fault);
    }
  }

  /** Waits until somebody else has created a topic, without doing it as a side effect. */
  void awaitExists(String topic) {
    Awaitility.await(topic + " exists")
        .atMost(LIMIT)
        .until(() -> admin.listTopics().names().get().contains(topic));
  }

  /** Sends all, and returns when the broker has them. */
  void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    var sent = new ArrayList<Future<?>>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      sent.add(producer.send(record));
    }
    try {
      for (Future<?> answer : sent) {
        answer.get();
      }
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot send", fault);
    }
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("bootstrap.servers", bootstrapServers);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The offset after the last record of each partition. */
  Map<TopicPartition, Long> ends(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(consumer, topic));
    }
  }

  /** Reads committed records from the beginning until there are so many. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    return read(topic, count + " records", records -> records.size() >= count);
  }

  /**
   * Reads committed records from the beginning until they are what is waited for; as long as some
   * keep coming, for ten times the limit.
   */
  List<ConsumerRecord<byte[], byte[]>> read(
      String topic, String what, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    long begin = System.nanoTime();
    long last = begin;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      create(topic, 1);
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!enough.test(records)) {
        int before = records.size();
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        long now = System.nanoTime();
        last = records.size() > before ? now : last;
        if (now - last > LIMIT.toNanos() || now - begin > 10 * LIMIT.toNanos()) {
          throw new AssertionError(
              "%s has %d records, and no more came within %s; waited for %s"
                  .formatted(topic, records.size(), LIMIT, what));
        }
      }
    }
    return records;
  }

  /** Reads what is committed and visible now: up to the first transaction that is still open. */
  List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    admin.close(Duration.ofSeconds(1));
  }
}
