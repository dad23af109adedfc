package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.faults.history.Source;
import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A worker that is frozen with refusals on their way, which are none by the settings of today. It
 * wakes when others have accepted what it would refuse.
 */
final class OlderSettings implements Nemesis {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** More than are under way at once: those of each partition go one after the other. */
  private static final int SENDS = 40;

  @Override
  public String name() {
    return "SIGSTOP with refusals under way, and SIGCONT when others accepted";
  }

  @Override
  public void strike(Rig rig, Random random) {
    // Not the claims, which name the owner that they found.
    Withheld refusals =
        new Withheld(
            cql -> cql.startsWith("UPDATE refused SET owner") && !cql.contains(":present"));
    rig.site().proxy().rule(refusals);
    Map<Source, UUID> before = owners(rig);
    rig.putFacts(Map.of("on.conflict", "reject"));
    await("facts are refused", () -> haveChanged(before, rig) && refusals.count() > SENDS);
    ConnectWorker zombie = workerOf(rig, rig.facts());
    Map<Source, UUID> frozen = owners(rig);
    rig.workers().freeze(zombie);
    await("another owns what the zombie had", () -> !owners(rig).equals(frozen));
    Map<Source, UUID> refusing = owners(rig);
    rig.putFacts(Map.of());
    await("facts are accepted again", () -> haveChanged(refusing, rig));
    long refused = refusals.count();
    rig.site().proxy().rule(Rule.NONE);
    long events = StoredEvents.of(rig).accepted(rig.plan().facts());
    await(
        "facts are decided that were refused %d times".formatted(refused),
        () -> StoredEvents.of(rig).accepted(rig.plan().facts()) > events + SENDS);
    long left = lines(zombie, "leaving the group");
    rig.workers().thaw(zombie);
    await(
        "the zombie lets go",
        () ->
            lines(zombie, "this one lets it go") > 0 || lines(zombie, "leaving the group") > left);
    rig.tasks().awaitRunning();
  }

  private static void await(String what, Callable<Boolean> reached) {
    Awaitility.await(what).atMost(LIMIT).until(reached);
  }

  private static ConnectWorker workerOf(Rig rig, String connector) {
    String id = rig.workers().rest().status(connector).tasks().get(0).worker();
    return rig.workers().awake().stream()
        .filter(worker -> worker.rest().workerId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Who may refuse facts. */
  private static Map<Source, UUID> owners(Rig rig) {
    Map<Source, UUID> owners = new HashMap<>();
    for (Row row :
        rig.cql()
            .execute(
                "SELECT DISTINCT source, bucket, owner FROM %s.refused"
                    .formatted(rig.keyspace()))) {
      Source source = Source.parse(Objects.requireNonNull(row.getString("source")));
      if (rig.plan().facts().contains(source.topic())) {
        owners.put(source, Objects.requireNonNull(row.getUuid("owner")));
      }
    }
    return owners;
  }

  private static boolean haveChanged(Map<Source, UUID> before, Rig rig) {
    Map<Source, UUID> now = owners(rig);
    return before.entrySet().stream()
        .noneMatch(owner -> owner.getValue().equals(now.get(owner.getKey())));
  }

  private static long lines(ConnectWorker worker, String words) {
    try (Stream<String> lines = Files.lines(worker.log())) {
      return lines.filter(line -> line.contains(words)).count();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
