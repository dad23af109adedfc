package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Excerpt;
import dev.annals.upcast.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads rules of snapshots in JSON: an array of objects, each of them one {@link SnapshotRule}.
 *
 * <pre>{@code
 * [{"entityType": "order", "reducer": "json-merge-patch", "every": 100, "keep": 2},
 *  {"entityType": "account",
 *   "reducer": {"name": "balance", "jsonata": "{'cents': $state.cents + cents}", "initial": {"cents": 0}}}]
 * }</pre>
 */
public final class SnapshotRules {
  /** Editors put it before the text of a file. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private SnapshotRules() {}

  /**
   * The rules, in their order.
   *
   * @param reducers those that a rule can name
   * @throws BadReducersException for the first rule that is none, and where two rules give one
   *     entity type one reducer's name
   */
  public static List<SnapshotRule> parse(String json, Reducers reducers) {
    if (json.startsWith("${")) {
      throw new BadReducersException(
          "no config provider of the worker has filled in the rules: is its name in config.providers,"
              + " and does it have this path and key?");
    }
    JsonNode rules;
    try {
      rules = Json.read(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json);
    } catch (Json.NotJson reason) {
      throw new BadReducersException(
          "the text of the rules " + reason.getMessage() + ": write an array of rules");
    }
    if (!rules.isArray()) {
      throw new BadReducersException(
          "the rules are JSON, but no array: write them between [ and ]");
    }
    List<SnapshotRule> read = new ArrayList<>();
    Set<List<String>> names = new HashSet<>();
    for (JsonNode node : rules) {
      SnapshotRule rule = new SnapshotRuleReading(read.size() + 1, node, reducers).rule();
      if (!names.add(List.of(rule.entityType(), rule.reducer().name()))) {
        throw new BadReducersException(
            "rule %d is another one for entity type %s and reducer %s: give its reducer another name, or take it out"
                .formatted(read.size() + 1, Excerpt.of(rule.entityType()), rule.reducer().name()));
      }
      read.add(rule);
    }
    return read;
  }
}
