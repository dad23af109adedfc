package dev.annals.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.connector.kind.Kind;
import dev.annals.connector.kind.KindReader;
import dev.annals.connector.kind.Misfit;
import dev.annals.connector.kind.StoredKinds;
import dev.annals.connector.record.Shaped;
import dev.annals.connector.record.Shapes;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import dev.annals.source.scan.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives what was upcast the Connect schema of its new shape: where it is stored as a struct, the
 * newest schema that events of its new type came with, up to its new schema version. Where there is
 * none, and for what is stored without a struct schema, that of the stored event stays. Data that
 * does not fit its schema is a failed upcast. One thread may use it.
 */
final class NewestSchemas implements Shapes {
  /** What is newest is asked again after this: events of a new schema may have come. */
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private static final int MAX_REMEMBERED = 1_000;

  private final Shapes shapes;
  private final Schemas schemas;
  private final StoredKinds kinds;
  private final Cache<Shape, Optional<String>> newest =
      Caffeine.newBuilder()
          .maximumSize(MAX_REMEMBERED)
          .expireAfterWrite(BELIEVED)
          .executor(Runnable::run)
          .build();

  /** What a newest schema is asked for. */
  private record Shape(String entityType, String eventType, int schemaVersion) {}

  NewestSchemas(Shapes shapes, Schemas schemas) {
    this.shapes = shapes;
    this.schemas = schemas;
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
    String schemaId = isStruct(stored) ? newest(shown).orElse(stored) : stored;
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

  private boolean isStruct(String schemaId) {
    Schema schema = Await.answer(kinds.find(schemaId)).map(Kind::schema).orElse(null);
    return schema != null && schema.type() == Schema.Type.STRUCT;
  }

  private Optional<String> newest(RecordedEvent shown) {
    NewEvent event = shown.event();
    Shape shape = new Shape(shown.stream().entityType(), event.type(), event.schemaVersion());
    Optional<String> known = newest.getIfPresent(shape);
    if (known == null) {
      known =
          Await.answer(
                  schemas.newest(shape.entityType(), shape.eventType(), shape.schemaVersion()))
              .map(SchemaUse::schemaId);
      newest.put(shape, known);
    }
    return known;
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
