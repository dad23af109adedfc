package dev.annals.sink;

import dev.annals.connector.record.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random records, and tasks that are dropped between any two calls of the store: whatever was under
 * way takes effect later, or never, or without its answer, while the next task works already.
 */
class CrashTest extends SinkScenario {
  private static final TopicPartition MORE_ORDERS = new TopicPartition("orders", 1);
  private static final List<TopicPartition> ALL = List.of(ORDERS, MORE_ORDERS, OTHERS);
  private static final int RECORDS = 150;
  private static final int SEEDS = 60;

  private final List<Task> zombies = new ArrayList<>();
  private final List<Origin> deadLetters = new ArrayList<>();

  static List<Long> seeds() {
    return new Random(42).longs(SEEDS).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void leaves_one_outcome_for_each_position_and_a_complete_log(long seed) {
    Random random = new Random(seed);
    fill(random);

    Task task = startAnew(random);
    while (!isDone()) {
      int what = random.nextInt(100);
      if (what < 3) {
        zombies.add(task);
        task = startAnew(random);
      } else if (what < 6) {
        task.worker().goBackTo(ALL.get(random.nextInt(ALL.size())), 0);
      } else if (what < 30) {
        task.worker().maxPollRecords = 1 + random.nextInt(20);
        task.worker().poll();
        pass(Duration.ofMillis(300));
      } else if (what < 33) {
        task.worker().commit();
      } else if (what < 45 && !zombies.isEmpty()) {
        haunt(zombies.get(random.nextInt(zombies.size())), random);
      } else {
        answerOne(task, random);
      }
    }
    settleAndLookAgain();

    deadLetters.addAll(task.worker().deadLetters);
    new Findings(this, ALL, deadLetters).check();
  }

  private void fill(Random random) {
    topics.skip(ORDERS, 65_500);
    for (int i = 0; i < RECORDS; i++) {
      TopicPartition partition = ALL.get(random.nextInt(ALL.size()));
      if (random.nextInt(8) == 0) {
        topics.skip(partition, 1 + random.nextInt(3));
      }
      topics.send(partition, record(random, i));
    }
  }

  /** A snapshot is by a reducer of its own, so that what became of it can be told. */
  private static Sent record(Random random, int number) {
    Sent sent = Sent.of("e" + random.nextInt(4), "v" + random.nextInt(3));
    return switch (random.nextInt(11)) {
      case 10 ->
          Sent.snapshot(
              "e" + random.nextInt(4), "r" + number + "@1", 1 + random.nextInt(30), "state");
      case 0 -> Sent.undecodable();
      case 1 -> sent.expecting("none");
      case 2 -> sent.expecting("exists");
      case 3, 4 -> sent.expecting(Integer.toString(random.nextInt(40)));
      case 5, 6, 7 -> sent.id("id" + random.nextInt(30));
      default -> sent;
    };
  }

  private Task startAnew(Random random) {
    if (random.nextInt(4) == 0) {
      committed.clear();
    }
    return start(ALL.toArray(TopicPartition[]::new));
  }

  private boolean isDone() {
    return ALL.stream().allMatch(partition -> upto(source(partition)) == topics.end(partition));
  }

  private static void answerOne(Task task, Random random) {
    List<SteppedStore.Step> steps = task.store().steps();
    if (!steps.isEmpty()) {
      steps.get(random.nextInt(steps.size())).answer();
    }
  }

  /** A task that was given up still does something. */
  private void haunt(Task zombie, Random random) {
    List<SteppedStore.Step> steps = zombie.store().steps();
    if (random.nextInt(3) == 0 && !steps.isEmpty()) {
      steps.get(random.nextInt(steps.size())).takeEffect();
    } else if (random.nextInt(3) == 0) {
      answerOne(zombie, random);
    } else {
      zombie.worker().poll();
    }
    if (random.nextInt(20) == 0) {
      zombies.remove(zombie);
      deadLetters.addAll(zombie.worker().deadLetters);
    }
  }

  /** Zombies come to their end, and a last task goes on from what they left. */
  private void settleAndLookAgain() {
    for (Task zombie : List.copyOf(zombies)) {
      deadLetters.addAll(zombie.worker().deadLetters);
      zombie.store().answerAll();
    }
    Task last = start(ALL.toArray(TopicPartition[]::new));
    last.settle();
    deadLetters.addAll(last.worker().deadLetters);
  }
}
