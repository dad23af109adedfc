package dev.annals.faults.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The version that a writer expects, as it is written: any, none, exists or a number. */
public record Expected(@JsonValue String text) {
  /** Whatever the stream is at. */
  public static final Expected ANY = new Expected("any");

  /** A stream without events. */
  public static final Expected NONE = new Expected("none");

  /** A stream with events. */
  public static final Expected EXISTS = new Expected("exists");

  /** Checks that it is one of the four, else {@link IllegalArgumentException}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Expected {
    if (!text.matches("any|none|exists|[0-9]{1,18}")) {
      throw new IllegalArgumentException("no expected version: " + text);
    }
  }

  /** Exactly this version. */
  public static Expected exactly(long version) {
    return new Expected(Long.toString(version));
  }

  /** Whether a stream at this version is what is expected. */
  public boolean matches(long head) {
    return switch (text) {
      case "any" -> true;
      case "exists" -> head > 0;
      default -> head == version();
    };
  }

  /** Whether the other one expects the same: 0 is none. */
  public boolean means(Expected other) {
    return text.equals(other.text) || (isOneVersion() && version() == other.version());
  }

  /** Whether one version is expected and no other. */
  public boolean isOneVersion() {
    return version() >= 0;
  }

  /** The one version that is expected, 0 for none; -1 where several would do. */
  public long version() {
    return switch (text) {
      case "any", "exists" -> -1;
      case "none" -> 0;
      default -> Long.parseLong(text);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
