package dev.annals.testkit.store;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The log of {@link InMemoryStore}. */
final class InMemoryLog implements OutcomeLog {
  private final Tables tables;
  private final ClientThread thread;

  InMemoryLog(Tables tables, ClientThread thread) {
    this.tables = tables;
    this.thread = thread;
  }

  @Override
  public CompletionStage<List<Progress>> progress(String sourceName) {
    return thread.call(
        () ->
            tables.progress().stream()
                .filter(row -> row.source().name().equals(sourceName))
                .toList());
  }

  @Override
  public CompletionStage<List<String>> sourceNames() {
    return thread.call(
        () -> tables.progress().stream().map(row -> row.source().name()).distinct().toList());
  }

  @Override
  public CompletionStage<List<Refusal>> claim(Source source, long bucket, UUID owner, long from) {
    return thread.call(() -> tables.claim(source, bucket, owner, from));
  }

  @Override
  public CompletionStage<Refusal> refuse(UUID owner, Refusal refusal) {
    return thread.call(() -> tables.refuse(owner, refusal));
  }

  @Override
  public CompletionStage<Optional<UUID>> owner(Source source, long bucket) {
    return thread.call(() -> Optional.ofNullable(tables.owner(source, bucket)));
  }

  @Override
  public CompletionStage<Optional<Refusal>> find(SourcePosition at) {
    return thread.call(() -> Optional.ofNullable(tables.refusal(at)));
  }

  @Override
  public CompletionStage<Void> write(Segment segment) {
    return thread.run(() -> tables.write(segment));
  }

  @Override
  public CompletionStage<Void> write(Progress progress) {
    return thread.run(() -> tables.write(progress));
  }

  @Override
  public CompletionStage<List<Segment>> segments(
      int shard, Source source, long bucket, long firstAtLeast, int limit) {
    return thread.call(
        () ->
            tables.segments(shard, source, bucket).stream()
                .filter(segment -> segment.first() >= firstAtLeast)
                .limit(limit)
                .toList());
  }

  @Override
  public CompletionStage<List<SegmentRange>> ranges(int shard, Source source, long bucket) {
    return thread.call(
        () ->
            tables.segments(shard, source, bucket).stream()
                .map(s -> new SegmentRange(s.first(), s.upto(), s.previous()))
                .toList());
  }

  @Override
  public CompletionStage<HandOver> handOver(HandOver proposed) {
    return thread.call(() -> tables.handOver(proposed));
  }

  @Override
  public CompletionStage<Optional<HandOver>> findHandOver(String replay) {
    return thread.call(() -> Optional.ofNullable(tables.findHandOver(replay)));
  }
}
