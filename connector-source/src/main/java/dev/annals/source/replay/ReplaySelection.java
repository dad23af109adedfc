package dev.annals.source.replay;

import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import dev.annals.source.scan.Selection;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Everything in scope up to a stream's last event before the hand-over.
 *
 * @param scope the bounds
 * @param isBefore whether what came from there was decided before the hand-over
 * @param remembersEarly whether a tail follows
 */
public record ReplaySelection(
    Scope scope, Predicate<SourcePosition> isBefore, boolean remembersEarly) implements Selection {
  @Override
  public boolean reads(StreamId stream) {
    return scope.includes(stream);
  }

  @Override
  public ReadRequest firstRead(StreamId stream, int limit) {
    return ReadRequest.forwards(stream, scope.versionFrom(), limit);
  }

  @Override
  public OptionalLong begin(StreamId stream, EventPage first) {
    return first.events().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(first.events().get(0).version());
  }

  @Override
  public boolean wants(RecordedEvent event) {
    return isBefore.test(event.at());
  }

  @Override
  public boolean publishes(RecordedEvent event) {
    return scope.includes(event);
  }

  @Override
  public long lastVersion() {
    return scope.versionTo();
  }
}
