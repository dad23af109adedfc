package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.annals.testkit.servers.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Two of three Cassandra nodes are frozen: nothing is decided till one is back. */
record NoQuorum(List<? extends Server> nodes) implements Nemesis {
  private static final int LASTS_MS = 12_000;

  @Override
  public String name() {
    return "no quorum: two Cassandra nodes frozen";
  }

  @Override
  public void strike(Rig rig, Random random) {
    List<Server> two = new ArrayList<>(nodes);
    Collections.shuffle(two, random);
    two.remove(0);
    two.forEach(Server::pause);
    try {
      two.forEach(Frozen::check);
      awaitNoQuorum(rig);
      Map<String, Long> before = uptoOfOne(rig);
      Pause.ofMs(LASTS_MS);
      two.forEach(Frozen::check);
      Map<String, Long> after = uptoOfOne(rig);
      if (!before.equals(after)) {
        throw new IllegalStateException(
            "decided without a quorum: %s was %s".formatted(after, before));
      }
    } finally {
      two.forEach(Server::resume);
    }
    rig.awaitRunning();
  }

  /** What was under way has ended by then, too: a read waits longer than a write does. */
  private static void awaitNoQuorum(Rig rig) {
    Tasks.await("no quorum answers")
        .until(
            () -> {
              try {
                rig.cql().execute("SELECT * FROM %s.progress".formatted(rig.keyspace())).all();
                return false;
              } catch (DriverException none) {
                return true;
              }
            });
  }

  /** As the node that is left has it. */
  private static Map<String, Long> uptoOfOne(Rig rig) {
    SimpleStatement select =
        SimpleStatement.newInstance(
                "SELECT source, upto FROM %s.progress".formatted(rig.keyspace()))
            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE);
    Map<String, Long> upto = new TreeMap<>();
    Tasks.await("the node that is left answers")
        .ignoreExceptionsInstanceOf(DriverException.class)
        .until(
            () -> {
              upto.clear();
              for (Row row : rig.cql().execute(select)) {
                upto.merge(row.getString("source"), row.getLong("upto"), Math::max);
              }
              return !upto.isEmpty();
            });
    return upto;
  }
}
