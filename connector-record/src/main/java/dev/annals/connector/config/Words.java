package dev.annals.connector.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Recommender;

/** Offers the only words a setting takes: forms make a list to choose from. */
record Words(List<Object> words) implements Recommender {
  static Words of(String... words) {
    return new Words(List.of((Object[]) words));
  }

  @Override
  public List<Object> validValues(String name, Map<String, Object> parsed) {
    return words;
  }

  @Override
  public boolean visible(String name, Map<String, Object> parsed) {
    return true;
  }
}
