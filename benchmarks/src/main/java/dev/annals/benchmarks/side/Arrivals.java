package dev.annals.benchmarks.side;

import dev.annals.benchmarks.servers.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads a topic while it is written, and times it: what counts is what a consumer got. */
final class Arrivals {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private Arrivals() {}

  /** The rate at which the records after the warm-up came; all records go to {@code kept}. */
  static Rate measure(
      Rig rig,
      KafkaConsumer<byte[], byte[]> consumer,
      Round round,
      List<ConsumerRecord<byte[], byte[]>> kept) {
    long end = System.nanoTime() + LIMIT.toNanos();
    Rate.Clock clock = null;
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (true) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      if (clock == null && records.size() >= round.warmUp()) {
        clock = Rate.clock(rig.processes(), records.size());
      }
      if (clock != null && records.size() >= round.events()) {
        Rate rate = clock.until(records.size());
        requireExactly(round, records.size());
        kept.clear();
        kept.addAll(records);
        return rate;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%s: %d of %d records came in %s"
                .formatted(round.name(), records.size(), round.events(), LIMIT));
      }
    }
  }

  private static void requireExactly(Round round, int came) {
    if (came != round.events()) {
      throw new IllegalStateException(
          "%s: %d records came, not %d".formatted(round.name(), came, round.events()));
    }
  }
}
