package dev.annals.source.state;

import java.util.Locale;

/** When the state of a stream is published. */
public enum StateWhen {
  /** With every poll that publishes events of it. */
  CHANGES,
  /** Where its version is a multiple of what the rule says, as snapshots are taken. */
  SNAPSHOTS;

  /** The word in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this word, else {@link IllegalArgumentException}. */
  public static StateWhen of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The highest version up to this one at which a state is due; 0: none. */
  public long lastDue(long version, int every) {
    return this == CHANGES ? version : version - version % every;
  }
}
