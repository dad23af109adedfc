package dev.annals.faults.observer;

import dev.annals.faults.history.Published;
import dev.annals.faults.history.Recorder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes down what the source publishes as it comes, on a thread of its own. */
public final class OutputObserver {
  private final String bootstrapServers;
  private final List<String> topics;
  private final TopicReader reader;
  private final Recorder recorder;
  private final Consumer<Published> listener;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final Set<String> committed = new HashSet<>();
  private final CompletableFuture<Void> reading;
  private volatile boolean finishing;

  /**
   * Begins to read.
   *
   * @param listener is told of every record, after it was taken down
   */
  public OutputObserver(
      String bootstrapServers,
      Collection<String> topics,
      Recorder recorder,
      Consumer<Published> listener) {
    this.bootstrapServers = bootstrapServers;
    this.topics = List.copyOf(topics);
    this.reader = TopicReader.ofCommitted(bootstrapServers, topics);
    this.recorder = recorder;
    this.listener = listener;
    this.reading = CompletableFuture.runAsync(this::run, task -> thread(task).start());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "output-observer");
    thread.setDaemon(true);
    return thread;
  }

  private void run() {
    try (reader) {
      while (!finishing) {
        reader.read(this::take);
      }
      reader.readToEnd(this::take);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Published published = PublishedRecord.read(record, true, recorder.now());
    recorder.add(published);
    committed.add(published.place());
    seen.merge(published.outcome(), 1L, Long::sum);
    listener.accept(published);
  }

  /** How many records of an outcome were taken down; throws what ended the reading, if it has. */
  public long seen(String outcome) {
    if (reading.isCompletedExceptionally()) {
      reading.join();
    }
    return seen.getOrDefault(outcome, 0L);
  }

  /**
   * Takes down all that is there by now, and ends; what was aborted, too, as what no reader of
   * committed records sees.
   */
  public void finish() {
    finishing = true;
    reading.join();
    try (TopicReader all = TopicReader.ofAll(bootstrapServers, topics)) {
      all.readToEnd(this::takeAborted);
    }
  }

  private void takeAborted(ConsumerRecord<byte[], byte[]> record) {
    Published published = PublishedRecord.read(record, false, recorder.now());
    if (!committed.contains(published.place())) {
      recorder.add(published);
    }
  }
}
