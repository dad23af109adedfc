package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.CassandraServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All nemeses on three Cassandra nodes, a broker and two workers, for {@code -Dminutes=}; with
 * {@code -Dseed=} as before, with {@code -Depisode=} a single episode of that seed, and with {@code
 * -Dnemesis=} only those that have one of these in their names.
 */
class LongRunIT {
  private static final Logger LOG = LoggerFactory.getLogger(LongRunIT.class);

  private static final long MINUTES = Long.getLong("minutes", 5);
  private static final int STRIKES = Integer.getInteger("strikes", 6);
  private static final int WORKERS = 2;

  private final long seed = Long.getLong("seed", new Random().nextInt(Integer.MAX_VALUE));
  private final String name = "long-" + Long.toString(System.nanoTime(), 36);

  @Test
  void a_run_under_all_faults_violates_no_promise_and_keeps_nothing() throws IOException {
    LOG.info("{} minutes, -Dseed={}", MINUTES, seed);
    Path directory = Files.createDirectories(Path.of("target"));
    try (ThreeNodes servers = new ThreeNodes(name, Workers.archive(), WORKERS)) {
      Map<String, String> notRun = new HashMap<>();
      Deck deck = new Deck(nemeses(servers, notRun), seed);
      Integer single = Integer.getInteger("episode");
      Episode episode = single == null ? null : Episode.of(single, deck, STRIKES, directory);
      if (episode != null) {
        deck.all().stream()
            .filter(nemesis -> !episode.nemeses().contains(nemesis))
            .forEach(nemesis -> notRun.put(nemesis.name(), "not in episode " + single));
      }
      LongReport report = new LongReport(seed, MINUTES, options(), deck.all(), notRun);
      try (LongRun run = new LongRun(servers, name, seed, report, directory)) {
        if (episode != null) {
          run.run(episode);
        } else {
          runAll(run, deck, directory);
        }
        assertThat(run.complaints()).isEmpty();
      }
    }
  }

  /** What else was given on the command line that says what is run. */
  private static String options() {
    return Stream.of("strikes", "nemesis", "episode")
        .filter(option -> System.getProperty(option) != null)
        .map(option -> " -D" + option + "=" + System.getProperty(option))
        .collect(Collectors.joining());
  }

  private static void runAll(LongRun run, Deck deck, Path directory) {
    long began = System.nanoTime();
    long lasts = Duration.ofMinutes(MINUTES).toNanos();
    for (int number = 1; System.nanoTime() - began < lasts; number++) {
      run.run(Episode.of(number, deck, STRIKES, directory));
    }
  }

  private static List<Nemesis> nemeses(ThreeNodes servers, Map<String, String> notRun) {
    List<Nemesis> all = new ArrayList<>(Nemeses.ofWorkers());
    for (CassandraServer node : servers.nodes()) {
      String host = node.address().host();
      all.add(new KilledServer("SIGKILL of Cassandra " + host, node));
      all.add(new FrozenNode("frozen Cassandra " + host, node));
      all.add(new MissingNode("missing Cassandra " + host, node));
      all.add(new StutteringServer("stuttering Cassandra " + host, node));
    }
    all.add(new NoQuorum(servers.nodes()));
    all.add(new KilledServer("SIGKILL of the broker", servers.broker()));
    all.add(new FrozenBroker(servers.broker()));
    all.add(new StutteringServer("stuttering broker", servers.broker()));
    Faketime.library()
        .ifPresentOrElse(
            library -> {
              all.add(ShiftedClock.ofWorker(library));
              all.add(ShiftedClock.ofNode(library, servers.nodes()));
            },
            () ->
                notRun.put(
                    "shifted clocks",
                    "libfaketime was not found; -D%s= tells where it is"
                        .formatted(Faketime.PROPERTY)));
    List<String> wanted = List.of(System.getProperty("nemesis", "").split(",", -1));
    all.removeIf(
        nemesis -> {
          boolean leftOut = wanted.stream().noneMatch(nemesis.name()::contains);
          if (leftOut) {
            notRun.put(nemesis.name(), "left out by -Dnemesis=");
          }
          return leftOut;
        });
    return all;
  }
}
