package dev.annals.connector.metrics;

import java.util.function.LongSupplier;

/** A place where gauges are shown. Thread-safe. */
interface GaugeBoard {
  /** Shows one more; a name that is there already is an {@link IllegalArgumentException}. */
  void add(String name, String description, LongSupplier value);

  /** Called now and then: shows what could not be shown yet. */
  void turn();

  /** Takes all of them down; a second time does nothing. */
  void close();
}
