package dev.annals.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads rules in JSON: an array of objects, each of them one step. */
public final class JsonRules {
  /** Editors put it before the text of a file. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private JsonRules() {}

  /**
   * The upcasters that the rules describe, in their order. Whether they fit together is for {@link
   * UpcastChain#of} to say.
   *
   * @throws BadRulesException for the first rule that is none
   */
  public static List<Upcaster> parse(String json) {
    if (json.startsWith("${")) {
      throw new BadRulesException(
          "no config provider of the worker has filled in the rules: is its name in config.providers,"
              + " and does it have this path and key?");
    }
    JsonNode rules;
    try {
      rules = Json.read(json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json);
    } catch (Json.NotJson reason) {
      throw new BadRulesException(
          "the text of the rules " + reason.getMessage() + ": write an array of rules");
    }
    if (!rules.isArray()) {
      throw new BadRulesException("the rules are JSON, but no array: write them between [ and ]");
    }
    List<Upcaster> upcasters = new ArrayList<>();
    for (JsonNode rule : rules) {
      upcasters.add(new RuleReading(upcasters.size() + 1, rule).rule());
    }
    return upcasters;
  }
}
