package dev.annals.source.replay;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.ReadRequest;
import dev.annals.source.scan.Selection;
import java.util.OptionalLong;

/** Everything in scope up to a stream's last event before the hand-over. */
record ReplaySelection(Scope scope, HandOver handOver, boolean remembersEarly)
    implements Selection {
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
    return handOver.isBefore(event.at());
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
