package dev.annals.source;

import dev.annals.connector.record.TopicTemplate;
import dev.annals.source.state.StateRule;
import dev.annals.source.state.StateWhen;
import java.util.Map;

/**
 * Which states are published, and where.
 *
 * @param topic differs for each entity type that has a rule, since ids are the keys in it
 * @param when they are
 * @param rules by entity type; without any, no state is published
 */
record StateSettings(TopicTemplate topic, StateWhen when, Map<String, StateRule> rules) {
  static final StateSettings NONE =
      new StateSettings(new TopicTemplate("${entityType}.state"), StateWhen.CHANGES, Map.of());

  StateSettings {
    rules = Map.copyOf(rules);
  }

  boolean isNone() {
    return rules.isEmpty();
  }
}
