package dev.annals.connector.config;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/**
 * Settings that forms show together, in the order in which they are added. Every one has what a
 * form needs: a forgotten part does not compile.
 */
public final class SettingGroup {
  private final ConfigDef definitions;
  private final String name;
  private int order;

  /** A group, to be filled by {@link #add}. */
  public SettingGroup(ConfigDef definitions, String name) {
    this.definitions = definitions;
    this.name = name;
  }

  /**
   * What a form shows of a setting.
   *
   * @param title a few words
   * @param width of its field
   * @param importance how many users ever touch it
   * @param doc HTML-safe: the effect, the unit, the reason for the default, what it interacts with
   */
  public record Shown(String title, Width width, Importance importance, String doc) {}

  /**
   * What values a setting takes.
   *
   * @param type of the value
   * @param defaultValue {@link ConfigDef#NO_DEFAULT_VALUE} for a required setting, which a password
   *     must never be: some forms break on it
   * @param validator checks one value; absent where the type says it all
   * @param recommender offers values, or hides the setting
   */
  public record Takes(
      ConfigDef.Type type,
      @Nullable Object defaultValue,
      @Nullable Validator validator,
      @Nullable Recommender recommender) {
    /** Values of a type, checked. */
    public static Takes of(
        ConfigDef.Type type, @Nullable Object defaultValue, @Nullable Validator validator) {
      return new Takes(type, defaultValue, validator, null);
    }

    /** One of some words. */
    public static Takes oneOf(String defaultValue, String... words) {
      return new Takes(
          ConfigDef.Type.STRING, defaultValue, ConfigDef.ValidString.in(words), Words.of(words));
    }

    /** The same, hidden unless the recommender shows it. */
    public Takes when(Recommender visible) {
      return new Takes(type, defaultValue, validator, visible);
    }
  }

  /**
   * Adds a setting at the end of the group.
   *
   * @param dependents settings that are shown or hidden by this one
   */
  public SettingGroup add(String key, Takes takes, Shown shown, String... dependents) {
    order++;
    definitions.define(
        key,
        takes.type(),
        takes.defaultValue(),
        takes.validator(),
        shown.importance(),
        shown.doc(),
        name,
        order,
        shown.width(),
        shown.title(),
        new ArrayList<>(List.of(dependents)),
        takes.recommender());
    return this;
  }
}
