package dev.annals.source.scan;

import dev.annals.model.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a token range is published.
 *
 * @param token everything up to this token is
 * @param stream the stream after it that is under way, and before which in its order everything is;
 *     absent where none is
 * @param version the last version of that stream that is published; 0 without one
 * @param early what was published although the tail will come to it
 * @param events published so far
 * @param streams of which something was published
 */
public record ScanOffset(
    long token,
    @Nullable StreamId stream,
    long version,
    List<EarlyEvent> early,
    long events,
    long streams) {
  /** Checks that nothing is negative, else {@link IllegalArgumentException}; copies the list. */
  public ScanOffset {
    if (version < 0 || events < 0 || streams < 0 || (stream == null && version > 0)) {
      throw new IllegalArgumentException(
          "version, events and streams are at least 0, and a version has a stream: %d, %d, %d, %s"
              .formatted(version, events, streams, stream));
    }
    early = List.copyOf(early);
  }

  /** Nothing after this token is published. */
  public static ScanOffset at(long token) {
    return new ScanOffset(token, null, 0, List.of(), 0, 0);
  }

  /** Whether everything up to this token is published. */
  public boolean isAt(long lastToken) {
    return stream == null && token >= lastToken;
  }
}
