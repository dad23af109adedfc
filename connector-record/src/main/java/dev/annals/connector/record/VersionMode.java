package dev.annals.connector.record;

import java.util.Locale;

/** Which versions the events of records get. */
public enum VersionMode {
  /** The next ones of their stream, as records come: what a store is normally fed with. */
  NEXT,
  /** The ones they have in the store that replays them, or none: for copies of whole streams. */
  PRESERVE,
  /**
   * The next ones of their stream, keeping the ones they have in the store that replays them as
   * {@code originalversion}: for copies where rules split or drop events.
   */
  RENUMBER;

  /** The name as settings spell it: {@code preserve}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of this name, as settings spell it, else {@link IllegalArgumentException}. */
  public static VersionMode of(String text) {
    for (VersionMode mode : values()) {
      if (mode.text().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("there is no version mode " + text);
  }
}
