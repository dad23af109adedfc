package dev.annals.upcast;

import dev.annals.model.RecordedEvent;
import java.util.List;

/** What a chain says of a stored event. */
public sealed interface Upcast {
  /** No upcaster takes its shape: it is shown as it is stored. */
  record AsStored(RecordedEvent event) implements Upcast {}

  /**
   * It is shown as these events, which have its stream and its version.
   *
   * @param events in their order; none if it is dropped
   * @param isSplit whether they are numbered: {@code #1} and so on behind the id
   */
  record Into(List<RecordedEvent> events, boolean isSplit) implements Upcast {
    /** Copies the list. */
    public Into {
      events = List.copyOf(events);
    }
  }

  /**
   * An upcaster takes its shape, but it failed. Not to be taken for a drop.
   *
   * @param reason a sentence that names the rule, and quotes no data
   */
  record Failed(RecordedEvent event, String reason) implements Upcast {}
}
