package dev.annals.source.tail;

import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.LogEntry;

/**
 * One thing to publish: a record, unless rules split or drop its event.
 *
 * @param place whose offset it carries
 * @param content what it says
 * @param before how far the place is published before it
 * @param offset how far the place is published with it
 */
public record Emission(ShardSource place, Content content, TailOffset before, TailOffset offset) {
  /** What it says. */
  public sealed interface Content {
    /** The append that it is of. */
    SourcePosition at();
  }

  /** The event is in its stream. */
  public record Happened(RecordedEvent event) implements Content {
    @Override
    public SourcePosition at() {
      return event.at();
    }
  }

  /**
   * The append was rejected.
   *
   * @param index which of its events, from 0
   */
  public record Refused(LogEntry.NotAccepted entry, int index) implements Content {
    @Override
    public SourcePosition at() {
      return entry.at();
    }
  }

  /**
   * The fact is in its stream, but expected another version of it.
   *
   * @param index which of its events, from 0
   */
  public record Surprised(LogEntry.Accepted entry, int index) implements Content {
    @Override
    public SourcePosition at() {
      return entry.at();
    }
  }
}
