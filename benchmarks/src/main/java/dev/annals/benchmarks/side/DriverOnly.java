package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.cql.Statement;
import dev.annals.benchmarks.servers.Rig;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A floor: writes the events of a round by nothing but the driver, without reading, deciding or
 * logging anything. How many statements are in flight is found out before.
 */
public final class DriverOnly implements Side {
  /** What is tried. */
  private static final List<Integer> CANDIDATES = List.of(32, 64, 128, 256);

  /** One way to write a round. */
  interface Writes {
    String name();

    /** How many events one statement writes in a workload. */
    int eventsPerStatement(Workload workload);

    /** The statement with a number, for a store in a keyspace. */
    IntFunction<Statement<?>> statements(Rig rig, String keyspace, Round round);
  }

  private final Rig rig;
  private final Writes writes;
  private int inFlight = 128;

  private DriverOnly(Rig rig, Writes writes) {
    this.rig = rig;
    this.writes = writes;
  }

  /** Floor (a): the conditional batches that the sink sends. */
  public static DriverOnly conditionalBatches(Rig rig) {
    return new DriverOnly(rig, new ConditionalBatches());
  }

  /** Floor (b): a plain INSERT for each event. */
  public static DriverOnly plainInserts(Rig rig) {
    return new DriverOnly(rig, new PlainInserts());
  }

  @Override
  public String name() {
    return writes.name() + ", " + inFlight + " in flight";
  }

  /** Settles for the number in flight that is fastest, in rounds of their own. */
  public void tune(Round round) throws Exception {
    double best = 0;
    int fastest = inFlight;
    for (int candidate : CANDIDATES) {
      inFlight = candidate;
      Round own =
          new Round(
              round.name() + "_" + candidate, round.workload(), round.warmUp(), round.events());
      double rate = run(own).eventsPerSecond();
      if (rate > best) {
        best = rate;
        fastest = candidate;
      }
    }
    inFlight = fastest;
  }

  @Override
  public Rate run(Round round) throws Exception {
    String keyspace = round.name();
    rig.createStore(keyspace);
    int size = writes.eventsPerStatement(round.workload());
    Pump pump = new Pump(rig.session(), inFlight, writes.statements(rig, keyspace, round));
    pump.send(0, round.warmUp() / size);
    Rate.Clock clock = Rate.clock(rig.processes(), round.warmUp());
    pump.send(round.warmUp() / size, round.events() / size);
    Rate rate = clock.until(round.events());
    rig.dropKeyspace(keyspace);
    return rate;
  }
}
