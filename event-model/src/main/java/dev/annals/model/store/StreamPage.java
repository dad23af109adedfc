package dev.annals.model.store;

import dev.annals.model.StreamId;
import java.util.List;

/**
 * Some streams of a token range.
 *
 * @param streams in order of token
 * @param lastToken where to go on after: the last token looked at
 * @param finished whether the range is listed to its end
 */
public record StreamPage(List<StreamId> streams, long lastToken, boolean finished) {
  /** Copies the list. */
  public StreamPage {
    streams = List.copyOf(streams);
  }
}
