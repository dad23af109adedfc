package dev.annals.connector.config;

import java.util.HashMap;
import java.util.Map;

/** What a connector was given to start with. */
public final class Posted {
  private Posted() {}

  /** Without what is null: JSON can say so, and forms do, of what is not set. */
  public static Map<String, String> settings(Map<String, String> values) {
    Map<String, String> set = new HashMap<>(values);
    set.values().removeIf(value -> value == null);
    return Map.copyOf(set);
  }
}
