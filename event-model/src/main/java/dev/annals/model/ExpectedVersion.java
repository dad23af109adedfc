package dev.annals.model;

/** The version a stream must be at for an append to be accepted. */
public sealed interface ExpectedVersion {
  /** Accepts the append at whatever version the stream is. */
  ExpectedVersion ANY = new Any();

  /** Accepts the append only where no stream is. */
  ExpectedVersion NONE = new None();

  /** Accepts the append only where the stream has an event. */
  ExpectedVersion EXISTS = new Exists();

  /** Whether a stream at this head meets the expectation; 0 is a stream without events. */
  boolean matches(long head);

  /** {@code any}, {@code none}, {@code exists} or the number: what {@link #parse} reads. */
  String text();

  /** The stream at exactly this version; 0 is {@link #NONE}. */
  static ExpectedVersion of(long version) {
    return version == 0 ? NONE : new Exactly(version);
  }

  /**
   * Reads {@code any}, {@code none}, {@code exists} or a whole number from 0.
   *
   * @throws IllegalArgumentException with a sentence for the producer where it is none of these
   */
  static ExpectedVersion parse(String text) {
    return switch (text) {
      case "any" -> ANY;
      case "none" -> NONE;
      case "exists" -> EXISTS;
      default -> of(parseNumber(text));
    };
  }

  private static long parseNumber(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      if (digits) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException tooLarge) {
      // falls through to the same sentence
    }
    throw new IllegalArgumentException(
        "expected version '"
            + Excerpt.of(text)
            + "' is not any, none, exists or a whole number from 0");
  }

  /** See {@link #ANY}. */
  record Any() implements ExpectedVersion {
    @Override
    public boolean matches(long head) {
      return true;
    }

    @Override
    public String text() {
      return "any";
    }
  }

  /** See {@link #NONE}. */
  record None() implements ExpectedVersion {
    @Override
    public boolean matches(long head) {
      return head == 0;
    }

    @Override
    public String text() {
      return "none";
    }
  }

  /** See {@link #EXISTS}. */
  record Exists() implements ExpectedVersion {
    @Override
    public boolean matches(long head) {
      return head > 0;
    }

    @Override
    public String text() {
      return "exists";
    }
  }

  /**
   * See {@link #of}.
   *
   * @param version from 1
   */
  record Exactly(long version) implements ExpectedVersion {
    /** Checks the range, else {@link IllegalArgumentException}. */
    public Exactly {
      if (version < 1) {
        throw new IllegalArgumentException("a version is at least 1: " + version);
      }
    }

    @Override
    public boolean matches(long head) {
      return head == version;
    }

    @Override
    public String text() {
      return Long.toString(version);
    }
  }
}
