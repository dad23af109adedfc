package dev.annals.faults.rig;

import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Source;
import dev.annals.faults.history.Struck;
import dev.annals.faults.observer.InputTopics;
import dev.annals.faults.observer.OutputObserver;
import dev.annals.faults.observer.TableObserver;
import dev.annals.faults.workload.Heads;
import dev.annals.faults.workload.Plan;
import dev.annals.faults.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A workload on a rig, from its first request to the last look. */
final class RecordedRun {
  /** How long a run without mutants may take to come to its end. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** While faults last. They last longer, mostly; and a look takes Cassandra some effort. */
  private static final Duration BETWEEN_LOOKS_AT_FAULTS = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(RecordedRun.class);

  private final Rig rig;
  private final Recorder recorder;
  private final Duration patience;
  private final OutputObserver outputs;
  private final TableObserver tables;
  private final Workload workload;
  private Runnable whenPublished = () -> {};
  private CompletableFuture<Void> producers = CompletableFuture.completedFuture(null);
  private boolean inputsRead;

  RecordedRun(Rig rig, Plan plan, Recorder recorder) {
    this(rig, plan, recorder, LIMIT);
  }

  /**
   * A run that is not waited for beyond a limit.
   *
   * @param patience after which what is not decided and published never will be
   */
  RecordedRun(Rig rig, Plan plan, Recorder recorder, Duration patience) {
    this.rig = rig;
    this.recorder = recorder;
    this.patience = patience;
    Heads heads = new Heads();
    this.outputs =
        new OutputObserver(rig.site().bootstrapServers(), rig.outputs(), recorder, heads::learn);
    this.tables = new TableObserver(rig.cql(), rig.keyspace(), recorder);
    this.workload =
        new Workload(
            plan,
            Map.of(
                "bootstrap.servers",
                rig.site().bootstrapServers(),
                // Not by key: each stream is fed by all partitions, and so by several tasks.
                "partitioner.class",
                RoundRobinPartitioner.class.getName(),
                // Partitions that are added are to be found soon: every five minutes by default.
                "metadata.max.age.ms",
                "2000"),
            recorder,
            heads);
  }

  /** What is to be done when there is nothing left to do, and the connectors still run. */
  RecordedRun whenPublished(Runnable then) {
    this.whenPublished = then;
    return this;
  }

  /** The same, once through all nemeses. */
  History run(List<? extends Nemesis> nemeses, long seed) {
    return run(nemeses, seed, Duration.ZERO);
  }

  /**
   * Runs, and looks at the tables all the while, every few seconds in the middle of strikes, too;
   * what it gives holds all there is to see.
   *
   * @param nemeses strike one after the other while requests are sent and decided
   * @param seed of what they leave open
   * @param least for how long they begin anew when all have struck
   */
  History run(List<? extends Nemesis> nemeses, long seed, Duration least) {
    producers = workload.start();
    try (Onlooker onlooker = new Onlooker(() -> tables.look(false), BETWEEN_LOOKS_AT_FAULTS)) {
      strike(nemeses, new Random(seed), least, onlooker);
    } finally {
      workload.stop();
    }
    Awaitility.await("all requests are sent")
        .atMost(LIMIT)
        .pollInterval(BETWEEN_LOOKS)
        .until(
            () -> {
              look(false);
              return producers.isDone();
            });
    readInputs();
    awaitDecided();
    awaitPublished();
    whenPublished.run();
    rig.stopSource();
    outputs.finish();
    look(true);
    return recorder.history();
  }

  /**
   * Takes down what there is still to be seen of a run that was broken off in the middle, so that
   * what came before can be checked: all that was asked for, and all that was published.
   */
  void salvage() {
    if (!inputsRead) {
      readInputs();
    }
    outputs.finish();
  }

  private void readInputs() {
    producers.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    InputTopics.read(rig.site().bootstrapServers(), rig.inputs(), recorder);
    inputsRead = true;
  }

  /** One that is cut off says nothing, and another one follows. */
  private void look(boolean last) {
    Patience.ask(
        () -> {
          tables.look(last);
          return last;
        });
  }

  /** Each strike is to meet work: what a nemesis has healed has decided something since. */
  private void strike(
      List<? extends Nemesis> nemeses, Random random, Duration least, Onlooker onlooker) {
    long began = recorder.now();
    int struck = 0;
    while (struck < nemeses.size() || (struck > 0 && recorder.now() - began < least.toNanos())) {
      Nemesis nemesis = nemeses.get(struck % nemeses.size());
      onlooker.check();
      look(false);
      rig.progress().awaitMore();
      LOG.info("strike {}: {}", ++struck, nemesis.name());
      nemesis.strike(rig, random);
      recorder.add(new Struck(nemesis.name(), recorder.now()));
    }
  }

  private void awaitDecided() {
    History history = recorder.history();
    await(
        "all that arrived is decided",
        () -> {
          Map<Source, Long> upto = rig.progress().upto();
          return history.all(Arrived.class).stream()
              .map(Arrived::position)
              .allMatch(position -> isBelow(position, upto));
        });
  }

  private static boolean isBelow(Position position, Map<Source, Long> upto) {
    return position.offset() < upto.getOrDefault(position.source(), 0L);
  }

  /** As many records of each kind as there have to be, at least. */
  private void awaitPublished() {
    look(false);
    rig.tasks().restartRefused();
    Map<String, Long> due = Due.of(recorder.history());
    await(
        "all of " + due + " is published",
        () ->
            due.entrySet().stream()
                .allMatch(outcome -> outputs.seen(outcome.getKey()) >= outcome.getValue()));
  }

  /** What does not come is missing in the last look: the checker says so, and names it. */
  private void await(String end, Callable<Boolean> reached) {
    try {
      Awaitility.await(end).atMost(patience).until(reached);
    } catch (ConditionTimeoutException late) {
      LOG.warn("{}: not within {} s", end, patience.toSeconds());
    }
  }
}
