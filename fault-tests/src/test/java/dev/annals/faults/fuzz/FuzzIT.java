package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverException;
import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Verdict;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.HeapUsed;
import dev.annals.faults.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of all kinds of nonsense on the archive and real servers. {@code -Dfuzz.records=} says
 * how many, a million from {@code -Dminutes=60} on; {@code -Dfuzz.seed} has others.
 */
class FuzzIT {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123);
  private static final int RECORDS =
      Integer.getInteger(
          "fuzz.records", Integer.getInteger("minutes", 0) < 60 ? 20_000 : 1_000_000);
  private static final Duration STUCK = Duration.ofMinutes(3);

  /** What a worker of 512 MiB may hold when it has nothing to do: caches, mostly. */
  private static final long MOST_HEAP_BYTES = 192L << 20;

  /** Parts in which the records are sent; after each one the heap is looked at. */
  private static final int PARTS = 12;

  private static final Logger LOG = LoggerFactory.getLogger(FuzzIT.class);

  private final Fuzzer fuzzer = new Fuzzer(SEED, FuzzRig.PARTITIONS);
  private final List<HeapUsed> heaps = new ArrayList<>();

  @Test
  void every_record_has_exactly_one_outcome_each_event_is_published_once_and_no_task_fails() {
    Audit audit = new Audit(fuzzer, RECORDS);
    Duration took;
    long underWay = 0;
    try (FuzzRig rig = new FuzzRig();
        FuzzProducer producer = rig.producer(fuzzer);
        PublishedTopics published = rig.published()) {
      long begin = System.nanoTime();
      for (int part = 0; part < PARTS; part++) {
        producer.send(upto(part), upto(part + 1));
        if (part == PARTS / 2) {
          underWay = upto(part + 1) - rig.tables().decided();
          rig.restart(); // whose outcomes have to be found again
        }
        if (part != PARTS / 2 - 1) { // of which most are under way still
          awaitDecided(rig, upto(part + 1));
          heaps.add(rig.heap(part + 1, upto(part + 1)));
          LOG.info("{} of {} records are decided", upto(part + 1), RECORDS);
        }
      }
      rig.tables().show(audit);
      awaitPublished(rig, audit, published);
      took = Duration.ofNanos(System.nanoTime() - begin);
      rig.requireRunning();
      rig.deadLetterTopic().show(audit);
    }

    Report report = audit.judge();
    Verdict bounded = Checker.checkHeaps(new History(List.<Entry>copyOf(heaps)));
    System.out.printf(
        "seed %d, %,d records in %d s, %,d of them under way at the restart%nMiB live: %s%n%s%n%s%n",
        SEED,
        RECORDS,
        took.toSeconds(),
        underWay,
        heaps.stream().map(heap -> heap.bytes() >> 20).toList(),
        bounded,
        report);
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().keySet()).containsExactly(Category.values());
    for (Outcome outcome : Outcome.values()) {
      assertThat(report.count(outcome)).as("records that are %s", outcome).isPositive();
    }
    assertThat(underWay).isPositive();
    assertThat(bounded.violations()).isEmpty();
    assertThat(heaps).allMatch(heap -> heap.bytes() < MOST_HEAP_BYTES);
  }

  private static int upto(int parts) {
    return (int) ((long) RECORDS * parts / PARTS);
  }

  /** For as long as it takes, if only it goes on. */
  private static void awaitDecided(FuzzRig rig, long records) {
    for (long before = -1; before < records; ) {
      long last = before;
      before =
          Awaitility.await("more is decided than %,d of %,d records".formatted(last, records))
              .atMost(STUCK)
              .pollInterval(Duration.ofMillis(500))
              .ignoreExceptionsInstanceOf(DriverException.class) // too busy to answer just now
              .until(
                  () -> {
                    rig.requireRunning();
                    return rig.tables().decided();
                  },
                  decided -> decided > last);
    }
  }

  /** Likewise; and what comes after all that was due is not overlooked. */
  private static void awaitPublished(FuzzRig rig, Audit audit, PublishedTopics published) {
    do {
      long last = audit.published();
      Awaitility.await("more is published than %,d records".formatted(last))
          .atMost(STUCK)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                rig.requireRunning();
                published.show(audit);
                return audit.isPublished() || audit.published() > last;
              });
    } while (!audit.isPublished());
    published.show(audit);
  }
}
