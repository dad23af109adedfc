package dev.annals.sink;

import dev.annals.model.Source;
import dev.annals.model.store.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Notices another sink that feeds the same source by another mapping. {@link Opening} refuses the
 * second one, unless both were opened before either had logged anything: then each record would be
 * appended twice, as different events. Both leave their mapping's fingerprint in progress. Guarded
 * by the task's {@link TaskLoop}.
 */
final class MappingWatch {
  /** A read of one small partition, so often that little is appended twice. */
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final TaskParts parts;
  private final Source source;
  private final BooleanSupplier closed;
  private Instant next;
  private boolean asking;

  /** When progress of another mapping was written that was seen at the last look. */
  private @Nullable Instant seen;

  MappingWatch(TaskParts parts, Source source, BooleanSupplier closed) {
    this.parts = parts;
    this.source = source;
    this.closed = closed;
    this.next = parts.clock().instant().plus(INTERVAL);
  }

  /** Looks if it is time. */
  void turn() {
    Instant now = parts.clock().instant();
    if (asking || now.isBefore(next)) {
      return;
    }
    asking = true;
    next = now.plus(INTERVAL);
    parts.loop().after(parts.log().progress(source.name()), closed, this::look);
  }

  private void look(List<Progress> rows) {
    asking = false;
    for (Progress row : rows) {
      if (row.source().equals(source)) {
        look(row);
      }
    }
  }

  /**
   * Once is no proof: it may be from before a change that was accepted, or the last that a zombie
   * wrote. Twice, written at different times, is somebody who goes on.
   */
  private void look(Progress row) {
    if (row.mapping().equals(parts.mapping())) {
      seen = null;
    } else if (seen == null) {
      seen = row.updatedAt();
    } else if (!seen.equals(row.updatedAt())) {
      throw new ConnectException(
          "%s is read by another sink at the same time, by another mapping of records to events: each appends events of its own. Stop one of them, set another source.name for it, and start it again; what it has appended stays."
              .formatted(source));
    }
  }
}
