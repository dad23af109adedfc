package dev.annals.connector.upcast;

import dev.annals.connector.record.Shaped;
import dev.annals.connector.record.Shapes;
import dev.annals.model.Excerpt;
import dev.annals.model.RecordedEvent;
import dev.annals.upcast.Upcast;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** The shapes that a chain of upcasters gives, and what is set for events it fails on. */
public final class UpcastShapes implements Shapes {
  private final UpcastSettings settings;
  private final UpcastCounters counters;

  /** Counts what it does. */
  public UpcastShapes(UpcastSettings settings, UpcastCounters counters) {
    this.settings = settings;
    this.counters = counters;
  }

  @Override
  public List<Shaped> of(RecordedEvent event) {
    Upcast upcast = settings.chain().upcast(event);
    if (upcast instanceof Upcast.Into into) {
      (into.events().isEmpty() ? counters.dropped : counters.upcast).increment();
      return shaped(event, into);
    }
    if (upcast instanceof Upcast.Failed failed) {
      return failed(event, failed.reason());
    }
    return List.of(new Shaped.AsStored(event));
  }

  @Override
  public List<Shaped> failed(RecordedEvent event, String reason) {
    counters.failed.increment();
    return List.of(notUpcast(event, reason));
  }

  private static List<Shaped> shaped(RecordedEvent stored, Upcast.Into into) {
    List<Shaped> shaped = new ArrayList<>();
    int parts = into.isSplit() ? into.events().size() : 0;
    for (RecordedEvent event : into.events()) {
      shaped.add(new Shaped.Upcast(event, stored, into.isSplit() ? shaped.size() + 1 : 0, parts));
    }
    return shaped;
  }

  private Shaped notUpcast(RecordedEvent event, String reason) {
    if (settings.onFailure() != UpcastSettings.OnFailure.FAIL) {
      return new Shaped.NotUpcast(event, reason, settings.deadLetters());
    }
    throw new ConnectException(
        "%s@%d (%s, schema version %d) cannot be upcast: %s. Nothing was skipped. Mend the rules and restart the task, or set upcast.on.failure to dead-letter or emit-as-stored"
            .formatted(
                event.stream(),
                event.version(),
                Excerpt.of(event.event().type()),
                event.event().schemaVersion(),
                reason));
  }
}
