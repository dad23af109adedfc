package dev.annals.sink;

import dev.annals.connector.record.NeededSchemas;
import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.EventStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * A first-in-first-out lane for each stream that has something to append: one append of a stream is
 * under way at a time, and whatever waits for it goes together in the next one, since a transaction
 * costs the same for one event and for dozens. Streams do not wait for each other; how many are
 * under way at once is up to the store. Guarded by the task's {@link TaskLoop}.
 */
final class Lanes {
  /** Somebody who wants an append. */
  interface Waiting {
    AppendRequest request();

    /** What has to be stored before. */
    NeededSchemas needed();

    /** Whether nobody wants it any more. */
    boolean isDropped();

    /** The request is on its way: from now on it may take hold. */
    void started();

    void decided(Outcome outcome);
  }

  private final EventStore store;
  private final SchemaWrites schemas;
  private final TaskLoop loop;
  private final LongAdder appending;
  private final Map<StreamId, ArrayDeque<Waiting>> lanes = new HashMap<>();

  /** Those of this turn: nothing of them is under way yet. */
  private final Map<StreamId, ArrayDeque<Waiting>> opened = new LinkedHashMap<>();

  /**
   * Lanes without anybody in them.
   *
   * @param schemas writes what events need before they are appended
   * @param appending counts the appends under way
   */
  Lanes(EventStore store, SchemaWrites schemas, TaskLoop loop, LongAdder appending) {
    this.store = store;
    this.schemas = schemas;
    this.loop = loop;
    this.appending = appending;
  }

  void add(Waiting waiting) {
    StreamId stream = waiting.request().stream();
    ArrayDeque<Waiting> lane = lanes.get(stream);
    if (lane != null) {
      lane.add(waiting);
      return;
    }
    lane = new ArrayDeque<>();
    lane.add(waiting);
    lanes.put(stream, lane);
    if (opened.isEmpty()) {
      // What else the worker's batch has for the stream is to go with it.
      loop.lastly(this::start);
    }
    opened.put(stream, lane);
  }

  private void start() {
    List<Map.Entry<StreamId, ArrayDeque<Waiting>>> starting = List.copyOf(opened.entrySet());
    opened.clear();
    starting.forEach(lane -> appendNext(lane.getKey(), lane.getValue()));
  }

  private void appendNext(StreamId stream, ArrayDeque<Waiting> lane) {
    List<Waiting> joined = join(lane);
    if (joined.isEmpty()) {
      lanes.remove(stream);
      return;
    }
    List<AppendRequest> requests = new ArrayList<>();
    for (Waiting waiting : joined) {
      waiting.started();
      requests.add(waiting.request());
    }
    appending.increment();
    loop.after(
        append(joined, requests),
        outcomes -> {
          appending.decrement();
          for (int i = 0; i < joined.size(); i++) {
            joined.get(i).decided(outcomes.get(i));
          }
          appendNext(stream, lane);
        });
  }

  private CompletionStage<List<Outcome>> append(
      List<Waiting> joined, List<AppendRequest> requests) {
    List<CompletableFuture<Void>> before = new ArrayList<>();
    for (Waiting waiting : joined) {
      NeededSchemas needed = waiting.needed();
      if (!needed.schemas().isEmpty()) {
        before.add(schemas.write(needed).toCompletableFuture());
      }
    }
    return before.isEmpty()
        ? store.append(requests)
        : CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
            .thenCompose(written -> store.append(requests));
  }

  /** Takes from the lane what fits one transaction, or the first one if that is larger. */
  private static List<Waiting> join(ArrayDeque<Waiting> lane) {
    List<Waiting> joined = new ArrayList<>();
    int events = 0;
    long bytes = 0;
    for (Waiting next = lane.peek(); next != null; next = lane.peek()) {
      if (next.isDropped()) {
        lane.remove();
        continue;
      }
      events += next.request().events().size();
      bytes += next.request().sizeBytes();
      boolean fits = events <= AppendLimits.MAX_EVENTS && bytes <= AppendLimits.MAX_BYTES;
      if (!joined.isEmpty() && !fits) {
        break;
      }
      joined.add(lane.remove());
    }
    return joined;
  }
}
