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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * A first-in-first-out lane for each stream that has something to do: one thing of a stream is
 * under way at a time. Whatever waits to be appended goes together in the next append, since a
 * transaction costs the same for one event and for dozens; what is no append goes alone, so that it
 * sees what came before it, and what comes after sees it. Streams do not wait for each other; how
 * many appends are under way at once is up to the store. Guarded by the task's {@link TaskLoop}.
 */
final class Lanes {
  /**
   * How many things that are no appends are under way at once: the store does not count them, and a
   * snapshot may have 1 MiB.
   */
  static final int MAX_ALONE = 8;

  /** Somebody who wants something done to a stream. */
  sealed interface Waiting {
    StreamId stream();

    /** What has to be stored before. */
    NeededSchemas needed();

    /** Whether nobody wants it any more. */
    boolean isDropped();

    /** It is on its way: from now on it may take hold. */
    void started();
  }

  /** Somebody who wants an append. */
  non-sealed interface Joining extends Waiting {
    AppendRequest request();

    void decided(Outcome outcome);
  }

  /** Somebody who wants anything else. */
  non-sealed interface Alone extends Waiting {
    /** Does it; completes with what is to follow under the task's lock. */
    CompletionStage<Runnable> carryOut();
  }

  private final EventStore store;
  private final SchemaWrites schemas;
  private final TaskLoop loop;
  private final LongAdder appending;
  private final Map<StreamId, ArrayDeque<Waiting>> lanes = new HashMap<>();

  /** Those of this turn: nothing of them is under way yet. */
  private final Map<StreamId, ArrayDeque<Waiting>> opened = new LinkedHashMap<>();

  /** Streams whose next thing is no append, and has to wait until fewer of those are under way. */
  private final ArrayDeque<StreamId> held = new ArrayDeque<>();

  private int alone;

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
    StreamId stream = waiting.stream();
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
    starting.forEach(lane -> next(lane.getKey(), lane.getValue()));
  }

  private void next(StreamId stream, ArrayDeque<Waiting> lane) {
    List<Joining> joined = join(lane);
    if (!joined.isEmpty()) {
      append(stream, lane, joined);
    } else if (lane.peek() instanceof Alone next) {
      if (alone < MAX_ALONE) {
        lane.remove();
        carryOut(stream, lane, next);
      } else {
        held.add(stream);
      }
    } else {
      lanes.remove(stream);
    }
  }

  private void carryOut(StreamId stream, ArrayDeque<Waiting> lane, Alone next) {
    next.started();
    alone++;
    CompletableFuture<Void> before = schemas(List.of(next));
    loop.after(
        before.thenCompose(written -> next.carryOut()),
        done -> {
          alone--;
          done.run();
          releaseHeld(); // Before the next of this stream, which may be one of many.
          next(stream, lane);
        });
  }

  private void releaseHeld() {
    while (alone < MAX_ALONE && !held.isEmpty()) {
      StreamId stream = held.remove();
      next(stream, Objects.requireNonNull(lanes.get(stream), "a lane is there while it waits"));
    }
  }

  private void append(StreamId stream, ArrayDeque<Waiting> lane, List<Joining> joined) {
    List<AppendRequest> requests = new ArrayList<>();
    for (Joining waiting : joined) {
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
          next(stream, lane);
        });
  }

  private CompletionStage<List<Outcome>> append(
      List<Joining> joined, List<AppendRequest> requests) {
    return schemas(joined).thenCompose(written -> store.append(requests));
  }

  /** Writes what is needed before; complete at once where that is nothing. */
  private CompletableFuture<Void> schemas(List<? extends Waiting> starting) {
    List<CompletableFuture<Void>> before = new ArrayList<>();
    for (Waiting waiting : starting) {
      NeededSchemas needed = waiting.needed();
      if (!needed.schemas().isEmpty()) {
        before.add(schemas.write(needed).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
  }

  /**
   * Takes from the lane what fits one transaction, or the first one if that is larger; nothing
   * where an append is not next.
   */
  private static List<Joining> join(ArrayDeque<Waiting> lane) {
    List<Joining> joined = new ArrayList<>();
    int events = 0;
    long bytes = 0;
    for (Waiting next = lane.peek(); next != null; next = lane.peek()) {
      if (next.isDropped()) {
        lane.remove();
        continue;
      }
      if (!(next instanceof Joining joining)) {
        break;
      }
      events += joining.request().events().size();
      bytes += joining.request().sizeBytes();
      boolean fits = events <= AppendLimits.MAX_EVENTS && bytes <= AppendLimits.MAX_BYTES;
      if (!joined.isEmpty() && !fits) {
        break;
      }
      lane.remove();
      joined.add(joining);
    }
    return joined;
  }
}
