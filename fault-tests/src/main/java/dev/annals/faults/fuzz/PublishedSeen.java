package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that the source published.
 *
 * @param place where it is, for people
 * @param source the topic that the records were sent to
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
record PublishedSeen(
    String place,
    String source,
    String topic,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<FuzzedHeader> headers,
    long timestamp) {
  /** The text of the last header of that name; absent where there is none. */
  @Nullable String text(String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      byte[] value = headers.get(i).value();
      if (headers.get(i).name().equals(name) && value != null) {
        return new String(value, UTF_8);
      }
    }
    return null;
  }
}
