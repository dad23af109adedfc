package dev.annals.connector.upcast;

import dev.annals.connector.record.TopicTemplate;
import dev.annals.upcast.UpcastChain;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is upcast, and what becomes of what cannot be.
 *
 * @param deadLetters where an event goes whose upcast fails; absent unless {@code onFailure} is
 *     {@link OnFailure#DEAD_LETTER}
 */
public record UpcastSettings(
    UpcastChain chain, OnFailure onFailure, @Nullable TopicTemplate deadLetters) {

  /** Checks that dead letters have a topic, else {@link IllegalArgumentException}. */
  public UpcastSettings {
    if ((onFailure == OnFailure.DEAD_LETTER) != (deadLetters != null)) {
      throw new IllegalArgumentException("dead letters go together with a topic for them");
    }
  }

  /** What becomes of an event whose upcast fails. It is never dropped. */
  public enum OnFailure {
    /** The task stops before it. */
    FAIL,
    /** It goes to a topic of its own, as it is stored. */
    DEAD_LETTER,
    /** It goes where it would have gone, as it is stored, with a header that says why. */
    EMIT_AS_STORED;

    /** The word in settings: {@code dead-letter}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one with this word, else {@link IllegalArgumentException}. */
    public static OnFailure of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
