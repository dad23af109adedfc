package dev.annals.quickstart.servers;

import dev.annals.testkit.servers.Preflight;
import java.nio.file.Path;

/**
 * The ports of the servers on 127.0.0.1; 0 stands for a free one.
 *
 * @param cassandra for CQL
 * @param connect for REST
 */
public record Ports(int cassandra, int kafka, int connect) {
  /** Any free ones. */
  public static final Ports FREE = new Ports(0, 0, 0);

  private static final Ports USUAL = new Ports(9042, 9092, 8083);

  /** The same, with the usual port instead of any free one wherever the usual one is free. */
  public Ports orUsual() {
    return new Ports(
        orUsual(cassandra, USUAL.cassandra),
        orUsual(kafka, USUAL.kafka),
        orUsual(connect, USUAL.connect));
  }

  private static int orUsual(int chosen, int usual) {
    boolean usualIsFree = Preflight.complaints(Path.of(""), 0, usual).isEmpty();
    return chosen == 0 && usualIsFree ? usual : chosen;
  }
}
