package dev.annals.source;

import dev.annals.connector.kind.Kind;
import dev.annals.connector.kind.KindReader;
import dev.annals.connector.kind.Misfit;
import dev.annals.connector.kind.NewestSchemas;
import dev.annals.connector.kind.StoredKinds;
import dev.annals.connector.record.Shaped;
import dev.annals.connector.record.Shapes;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.store.Schemas;
import dev.annals.source.scan.Await;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives what was upcast the Connect schema of its new shape, by {@link NewestSchemas}; where there
 * is none, that of the stored event stays. Data that does not fit its schema is an upcast that
 * failed. One thread may use it.
 */
final class ShapesOfStructs implements Shapes {
  private final Shapes shapes;
  private final NewestSchemas newest;
  private final StoredKinds kinds;

  ShapesOfStructs(Shapes shapes, Schemas schemas) {
    this.shapes = shapes;
    this.newest = new NewestSchemas(schemas);
    this.kinds = new StoredKinds(schemas);
  }

  @Override
  public List<Shaped> of(RecordedEvent event) {
    String stored = event.event().schemaId();
    List<Shaped> all = shapes.of(event);
    if (stored == null) {
      return all;
    }
    List<Shaped> withSchemas = new ArrayList<>();
    for (Shaped shaped : all) {
      if (shaped instanceof Shaped.Upcast upcast) {
        Shaped.Upcast with = withSchema(upcast, stored);
        String misfit = misfit(with.event().event());
        if (misfit != null) {
          return shapes.failed(event, misfit);
        }
        withSchemas.add(with);
      } else {
        withSchemas.add(shaped);
      }
    }
    return withSchemas;
  }

  private Shaped.Upcast withSchema(Shaped.Upcast upcast, String stored) {
    RecordedEvent shown = upcast.event();
    String entityType = shown.stream().entityType();
    NewEvent event = shown.event();
    String schemaId =
        Await.answer(newest.of(stored, entityType, event.type(), event.schemaVersion()))
            .orElse(stored);
    return new Shaped.Upcast(
        withSchema(shown, schemaId), upcast.stored(), upcast.part(), upcast.parts());
  }

  /** Why the data cannot be of its schema; absent where it can. */
  private @Nullable String misfit(NewEvent shown) {
    String schemaId = String.valueOf(shown.schemaId());
    Kind kind = Await.answer(kinds.find(schemaId)).orElse(null);
    if (kind == null) {
      // Told by whoever reads it, with what to do.
      return null;
    }
    try {
      KindReader.read(kind, shown.payload());
      return null;
    } catch (Misfit misfit) {
      return "what the rules make of it does not fit the Connect schema %s of %s: %s"
          .formatted(schemaId, shown.type(), misfit.getMessage());
    }
  }

  private static RecordedEvent withSchema(RecordedEvent shown, String schemaId) {
    NewEvent event = shown.event();
    NewEvent with =
        new NewEvent(
            event.id(),
            event.type(),
            event.schemaVersion(),
            schemaId,
            event.contentType(),
            event.payload(),
            event.attributes(),
            event.key(),
            event.headers(),
            event.eventTime());
    return new RecordedEvent(
        shown.stream(), shown.version(), with, shown.recordedAt(), shown.at(), shown.index());
  }
}
