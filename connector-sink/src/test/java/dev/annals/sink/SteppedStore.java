package dev.annals.sink;

import dev.annals.connector.store.StoreConnection;
import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.StoreSettings;
import dev.annals.model.store.StoredSchema;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.model.store.Truncation;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of a store whose calls are carried out one by one, when and in the order the test says:
 * what is under way at any moment is visible, and a task can be dropped between any two steps.
 */
final class SteppedStore implements EventStore, OutcomeLog, Schemas, Snapshots, StoreConnection {
  /** A call under way. */
  final class Step {
    final String what;
    private final Runnable effect;
    private final Runnable answer;

    private Step(String what, Runnable effect, Runnable answer) {
      this.what = what;
      this.effect = effect;
      this.answer = answer;
    }

    /** Carries it out, but its answer gets lost. */
    void takeEffect() {
      steps.remove(this);
      effect.run();
    }

    /** Carries it out and answers. */
    void answer() {
      takeEffect();
      answer.run();
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private final InMemoryStore client;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, RuntimeException> failures = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Set<StreamId> appending = new HashSet<>();

  /** How many requests each append had, in order. */
  final List<Integer> joined = new ArrayList<>();

  SteppedStore(InMemoryStore client) {
    this.client = client;
  }

  /** What was called so far, in order. */
  List<String> calls() {
    return calls;
  }

  /** The calls under way, in the order they were made. */
  List<Step> steps() {
    return steps;
  }

  /** Carries out and answers all calls of this kind, and those that follow of the same kind. */
  void answer(String what) {
    for (Step step = first(what); step != null; step = first(what)) {
      step.answer();
    }
  }

  /** Carries out and answers whatever is called, until nothing is under way. */
  void answerAll() {
    while (!steps.isEmpty()) {
      steps.get(0).answer();
    }
  }

  private @Nullable Step first(String what) {
    return steps.stream().filter(step -> step.what.equals(what)).findFirst().orElse(null);
  }

  /** Makes the first call of this kind fail. */
  void failNext(String what, RuntimeException fault) {
    failures.put(what, fault);
  }

  private <T> CompletionStage<T> call(String what, Supplier<CompletionStage<T>> real) {
    CompletableFuture<T> carriedOut = new CompletableFuture<>();
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable effect =
        () -> {
          RuntimeException failure = failures.remove(what);
          if (failure != null) {
            carriedOut.completeExceptionally(failure);
            return;
          }
          try {
            carriedOut.complete(real.get().toCompletableFuture().join());
          } catch (CompletionException fault) {
            carriedOut.completeExceptionally(fault.getCause());
          }
        };
    Runnable answering =
        () ->
            carriedOut.whenComplete(
                (value, fault) -> {
                  if (fault == null) {
                    answer.complete(value);
                  } else {
                    answer.completeExceptionally(fault);
                  }
                });
    calls.add(what);
    steps.add(new Step(what, effect, answering));
    return answer;
  }

  @Override
  public CompletionStage<Open> opened() {
    return call("open", () -> CompletableFuture.completedStage(new Open(this, this, this, this)));
  }

  @Override
  public StoreSettings settings() {
    return client.settings();
  }

  @Override
  public CompletionStage<List<Outcome>> append(List<AppendRequest> requests) {
    StreamId stream = requests.get(0).stream();
    if (!appending.add(stream)) {
      throw new AssertionError("two appends to " + stream + " at the same time");
    }
    joined.add(requests.size());
    return call(
        "append",
        () -> {
          appending.remove(stream);
          return client.append(requests);
        });
  }

  @Override
  public CompletionStage<Long> head(StreamId stream) {
    return call("head", () -> client.head(stream));
  }

  @Override
  public CompletionStage<EventPage> read(ReadRequest request) {
    return call("read", () -> client.read(request));
  }

  @Override
  public CompletionStage<Truncation> truncate(StreamId stream, long before) {
    return call("truncate", () -> client.truncate(stream, before));
  }

  @Override
  public CompletionStage<StreamPage> streams(TokenRange range, int limit) {
    return call("streams", () -> client.streams(range, limit));
  }

  @Override
  public CompletionStage<List<Progress>> progress(String sourceName) {
    return call("progress", () -> client.log().progress(sourceName));
  }

  @Override
  public CompletionStage<List<String>> sourceNames() {
    return call("source names", () -> client.log().sourceNames());
  }

  @Override
  public CompletionStage<List<Refusal>> claim(Source source, long bucket, UUID owner, long from) {
    return call("claim", () -> client.log().claim(source, bucket, owner, from));
  }

  @Override
  public CompletionStage<Refusal> refuse(UUID owner, Refusal refusal) {
    return call("refuse", () -> client.log().refuse(owner, refusal));
  }

  @Override
  public CompletionStage<Optional<UUID>> owner(Source source, long bucket) {
    return call("owner", () -> client.log().owner(source, bucket));
  }

  @Override
  public CompletionStage<Optional<Refusal>> find(SourcePosition at) {
    return call("find", () -> client.log().find(at));
  }

  @Override
  public CompletionStage<Void> write(Segment segment) {
    return call("write segment", () -> client.log().write(segment));
  }

  @Override
  public CompletionStage<Void> write(Progress progress) {
    return call("write progress", () -> client.log().write(progress));
  }

  @Override
  public CompletionStage<List<Segment>> segments(
      int shard, Source source, long bucket, long firstAtLeast, int limit) {
    return call(
        "segments", () -> client.log().segments(shard, source, bucket, firstAtLeast, limit));
  }

  @Override
  public CompletionStage<List<SegmentRange>> ranges(int shard, Source source, long bucket) {
    return call("ranges", () -> client.log().ranges(shard, source, bucket));
  }

  @Override
  public CompletionStage<Void> write(StoredSchema schema) {
    return call("write schema", () -> client.schemas().write(schema));
  }

  @Override
  public CompletionStage<Optional<StoredSchema>> find(String id) {
    return call("find schema", () -> client.schemas().find(id));
  }

  @Override
  public CompletionStage<Void> write(SchemaUse use, Instant seen) {
    return call("write schema use", () -> client.schemas().write(use, seen));
  }

  @Override
  public CompletionStage<Optional<SchemaUse>> newest(
      String entityType, String eventType, int atMost) {
    return call("newest schema", () -> client.schemas().newest(entityType, eventType, atMost));
  }

  @Override
  public CompletionStage<Void> write(Snapshot snapshot) {
    return call("write snapshot", () -> client.snapshots().write(snapshot));
  }

  @Override
  public CompletionStage<Optional<Snapshot>> newest(
      StreamId stream, ReducerId reducer, long atMost) {
    return call("newest snapshot", () -> client.snapshots().newest(stream, reducer, atMost));
  }

  @Override
  public CompletionStage<OptionalLong> newestVersion(StreamId stream, String reducer, long atMost) {
    return call("newest version", () -> client.snapshots().newestVersion(stream, reducer, atMost));
  }

  @Override
  public CompletionStage<Void> prune(StreamId stream, ReducerId reducer, int keep, long atMost) {
    return call("prune", () -> client.snapshots().prune(stream, reducer, keep, atMost));
  }

  @Override
  public CompletionStage<Void> forgetOthers(StreamId stream, ReducerId reducer) {
    return call("forget others", () -> client.snapshots().forgetOthers(stream, reducer));
  }

  @Override
  public CompletionStage<Void> forget(StreamId stream, String reducer) {
    return call("forget", () -> client.snapshots().forget(stream, reducer));
  }

  @Override
  public CompletionStage<HandOver> handOver(HandOver proposed) {
    return call("hand over", () -> client.log().handOver(proposed));
  }

  @Override
  public CompletionStage<Optional<HandOver>> findHandOver(String replay) {
    return call("find the hand-over", () -> client.log().findHandOver(replay));
  }

  @Override
  public void close() {
    client.close();
  }
}
