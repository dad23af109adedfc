package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Records of all kinds of nonsense on the archive and real servers. {@code -Dfuzz.records=} says
 * how many, a million from {@code -Dminutes=60} on; {@code -Dfuzz.seed} has others.
 */
class FuzzIT {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_123);
  private static final int RECORDS =
      Integer.getInteger("fuzz.records", Integer.getInteger("minutes", 0) < 60 ? 20_000 : 1_000_000);
  private static final Duration STUCK = Duration.ofMinutes(3);

  /** What a worker of 512 MiB may hold when it has nothing to do: caches, mostly. */
  private static final long MOST_HEAP_BYTES = 192L << 20;

  private final Fuzzer fuzzer = new Fuzzer(SEED, FuzzRig.PARTITIONS);

  @Test
  void every_record_has_exactly_one_outcome_and_no_task_fails() {
    Audit audit = new Audit(fuzzer, RECORDS);
    long heap;
    Duration took;
    try (FuzzRig rig = new FuzzRig();
        FuzzProducer producer = rig.producer(fuzzer)) {
      long begin = System.nanoTime();
      producer.send(0, RECORDS / 2);
      awaitDecided(rig, RECORDS / 4);
      rig.restart(); // with thousands under way, whose outcomes have to be found again
      producer.send(RECORDS / 2, RECORDS);
      awaitDecided(rig, RECORDS);
      took = Duration.ofNanos(System.nanoTime() - begin);
      rig.requireRunning();
      heap = rig.heapAfterCollection();
      rig.show(audit);
    }

    Report report = audit.judge();
    System.out.printf(
        "seed %d, %,d records in %d s, %,d MiB of heap in use in the end%n%s%n",
        SEED, RECORDS, took.toSeconds(), heap >> 20, report);
    assertThat(report.violations()).isEmpty();
    assertThat(report.counts().keySet()).containsExactly(Category.values());
    for (Outcome outcome : Outcome.values()) {
      assertThat(report.count(outcome)).as("records that are %s", outcome).isPositive();
    }
    assertThat(heap).isLessThan(MOST_HEAP_BYTES);
  }

  /** For as long as it takes, if only it goes on. */
  private static void awaitDecided(FuzzRig rig, long records) {
    for (long before = -1; before < records; ) {
      long last = before;
      before =
          Awaitility.await("more is decided than %,d of %,d records".formatted(last, records))
              .atMost(STUCK)
              .pollInterval(Duration.ofMillis(500))
              .until(
                  () -> {
                    rig.requireRunning();
                    return rig.tables().decided();
                  },
                  decided -> decided > last);
    }
  }
}
