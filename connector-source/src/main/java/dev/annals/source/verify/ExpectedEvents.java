package dev.annals.source.verify;

import dev.annals.connector.record.CopiedHeaders;
import dev.annals.connector.record.Shaped;
import dev.annals.connector.record.Shapes;
import dev.annals.connector.record.VersionMode;
import dev.annals.connector.upcast.UpcastSettings.OnFailure;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.source.scan.StreamWalk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the copy has to hold of one stream: what the replay publishes of it, by the classes it
 * publishes with. Holds a page of the original and the parts of one event (BOUNDED). Not
 * thread-safe.
 */
final class ExpectedEvents {
  /** The attribute in which a copy keeps the original's version, where it has others. */
  static final String ORIGINAL_VERSION = "originalversion";

  private final StreamWalk original;
  private final Shapes shapes;
  private final OnFailure onFailure;
  private final VersionMode versions;
  private final Deque<Expected> ready = new ArrayDeque<>();

  ExpectedEvents(StreamWalk original, Shapes shapes, OnFailure onFailure, VersionMode versions) {
    this.original = original;
    this.shapes = shapes;
    this.onFailure = onFailure;
    this.versions = versions;
  }

  /** The next one; absent at the end. */
  @Nullable Expected next() {
    while (ready.isEmpty()) {
      RecordedEvent stored = original.next();
      if (stored == null) {
        return null;
      }
      add(stored);
    }
    return ready.pollFirst();
  }

  /** The oldest version the original has of the stream; what is below was truncated. */
  long startsAt() {
    return original.startsAt();
  }

  private void add(RecordedEvent stored) {
    for (Shaped shaped : shapes.of(stored)) {
      if (isPart(shaped) && versions == VersionMode.PRESERVE) {
        addImpossible(
            stored,
            "a rule splits it, so it cannot keep its version: the sink needs version.mode=renumber");
        return;
      }
      if (shaped instanceof Shaped.NotUpcast failed && onFailure == OnFailure.FAIL) {
        addImpossible(stored, "it cannot be upcast: " + failed.reason());
      } else if (!(shaped instanceof Shaped.NotUpcast) || onFailure == OnFailure.EMIT_AS_STORED) {
        ready.addLast(new Expected.Event(stored.version(), copied(shaped)));
      } // Else it went to the dead letters.
    }
  }

  private static boolean isPart(Shaped shaped) {
    return shaped instanceof Shaped.Upcast upcast && upcast.part() > 0;
  }

  private void addImpossible(RecordedEvent stored, String reason) {
    ready.addLast(new Expected.Impossible(stored.version(), reason));
  }

  private NewEvent copied(Shaped shaped) {
    NewEvent event = shaped.event().event();
    Map<String, String> attributes = new HashMap<>(event.attributes());
    if (versions == VersionMode.RENUMBER) {
      attributes.put(ORIGINAL_VERSION, Long.toString(shaped.event().version()));
    }
    return new NewEvent(
        event.id(),
        event.type(),
        event.schemaVersion(),
        event.schemaId(),
        event.contentType(),
        event.payload(),
        attributes,
        event.key(),
        CopiedHeaders.of(shaped, versions),
        event.eventTime());
  }
}
