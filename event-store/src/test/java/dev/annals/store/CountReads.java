package dev.annals.store;

import dev.annals.testkit.proxy.Rule;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a driver asks and what it is given, by statement. Guarded by itself. */
final class CountReads implements Rule {
  private final Map<String, Integer> sent = new TreeMap<>();
  private final Map<String, Integer> rows = new TreeMap<>();

  @Override
  public synchronized boolean arrives(String cql) {
    sent.merge(cql, 1, Integer::sum);
    return true;
  }

  @Override
  public synchronized void rows(String cql, int count) {
    rows.merge(cql, count, Integer::sum);
  }

  /** How often each statement was sent; a further page counts, too. */
  synchronized Map<String, Integer> sent() {
    return new TreeMap<>(sent);
  }

  /** How many rows each statement brought. */
  synchronized Map<String, Integer> rows() {
    return new TreeMap<>(rows);
  }
}
