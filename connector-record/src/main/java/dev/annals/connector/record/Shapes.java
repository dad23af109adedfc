package dev.annals.connector.record;

import dev.annals.model.RecordedEvent;
import java.util.List;

/** Decides in which shape a stored event is published. */
@FunctionalInterface
public interface Shapes {
  /** Every event as it is stored. */
  Shapes AS_STORED = event -> List.of(new Shaped.AsStored(event));

  /**
   * What is published of an event, in this order: one, several where it is split, none where it is
   * dropped.
   *
   * @throws org.apache.kafka.connect.errors.ConnectException if the task must stop here
   */
  List<Shaped> of(RecordedEvent event);
}
