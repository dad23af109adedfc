package dev.annals.connector.kind;

import dev.annals.model.Excerpt;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where in a value: names of fields, {@code []} for an element, {@code {}} for an entry of a map,
 * whose key may be a secret.
 *
 * @param step one level
 * @param rest what is below
 */
record Path(String step, @Nullable Path rest) implements Serializable {
  static final String ELEMENT = "[]";
  static final String ENTRY = "{}";

  /** Longer ones are cut off: nobody reads them. */
  private static final int MAX_STEPS = 20;

  /** For messages: empty, or with a colon. */
  static String before(@Nullable Path path) {
    if (path == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    int steps = 0;
    for (Path at = path; at != null; at = at.rest()) {
      if (steps++ == MAX_STEPS) {
        text.append(".…");
        break;
      }
      boolean isField = !at.step().equals(ELEMENT) && !at.step().equals(ENTRY);
      text.append(isField && !text.isEmpty() ? "." : "");
      text.append(isField ? Excerpt.of(at.step()) : at.step());
    }
    return text.append(": ").toString();
  }
}
