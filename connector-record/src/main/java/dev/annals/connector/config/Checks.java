package dev.annals.connector.config;

import dev.annals.store.cql.ClusterSettings;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Checks of one value, whose errors are sentences. Forms send what is not set as null or as an
 * empty text: both pass where a setting may be left out.
 */
public final class Checks {
  static final Validator NOT_EMPTY =
      new Check("any text") {
        @Override
        void check(Object value) {
          if (value.toString().isBlank()) {
            throw new IllegalArgumentException("it must not be empty");
          }
        }
      };

  static final Validator KEYSPACE =
      new Check("letters, digits and underscores, at most 48, a letter first") {
        @Override
        void check(Object value) {
          if (!ClusterSettings.isKeyspace(value.toString())) {
            throw new IllegalArgumentException(
                "'%s' is not a keyspace: letters, digits and underscores, at most 48, a letter first"
                    .formatted(value));
          }
        }
      };

  private Checks() {}

  /**
   * A text that this reads without an {@link IllegalArgumentException}, whose message is a
   * sentence.
   *
   * @param description of what it takes, for references
   */
  public static Validator text(String description, Consumer<String> parse) {
    return new Check(description) {
      @Override
      void check(Object value) {
        if (!value.toString().isEmpty()) {
          parse.accept(value.toString());
        }
      }
    };
  }

  /** A list with at least one element, each of which this reads. */
  static Validator each(Consumer<String> parse) {
    return new Check("at least one") {
      @Override
      void check(Object value) {
        List<?> elements = value instanceof List<?> list ? list : List.of();
        if (elements.isEmpty()) {
          throw new IllegalArgumentException("it needs at least one element");
        }
        for (Object element : elements) {
          parse.accept(String.valueOf(element));
        }
      }
    };
  }

  private abstract static class Check implements Validator {
    private final String description;

    Check(String description) {
      this.description = description;
    }

    abstract void check(Object value);

    @Override
    public void ensureValid(String name, @Nullable Object value) {
      if (value == null) {
        return;
      }
      try {
        check(value);
      } catch (IllegalArgumentException reason) {
        throw new ConfigException(name + ": " + reason.getMessage());
      }
    }

    @Override
    public String toString() {
      return description;
    }
  }
}
