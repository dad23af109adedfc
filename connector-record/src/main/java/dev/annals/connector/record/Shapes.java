package dev.annals.connector.record;

import dev.annals.model.RecordedEvent;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** Decides in which shape a stored event is published. */
@FunctionalInterface
public interface Shapes {
  /** Every event as it is stored. */
  Shapes AS_STORED = event -> List.of(new Shaped.AsStored(event));

  /**
   * What is published of an event, in this order: one, several where it is split, none where it is
   * dropped.
   *
   * @throws ConnectException if the task must stop here
   */
  List<Shaped> of(RecordedEvent event);

  /**
   * What is published of an event whose shapes turned out to be unusable.
   *
   * @param reason a sentence that quotes no data
   * @throws ConnectException if the task must stop here
   */
  default List<Shaped> failed(RecordedEvent event, String reason) {
    throw new ConnectException(event.stream() + "@" + event.version() + ": " + reason);
  }
}
