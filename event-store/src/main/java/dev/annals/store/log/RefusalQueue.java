package dev.annals.store.log;

import dev.annals.model.NewEvent;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.StoreException;
import dev.annals.store.log.RefusedTable.Insertion;
import dev.annals.store.log.RefusedTable.Insertion.Inserted;
import dev.annals.store.log.RefusedTable.Insertion.NotOwner;
import dev.annals.store.log.RefusedTable.Insertion.Stands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of one owner that wait to be written to one bucket. Thread-safe.
 *
 * <p>One transaction is under way at a time, with as many refusals as wait: a bucket is one
 * partition, whose transactions follow each other anyway, and each costs the same however many rows
 * it writes. Six hundred sent at once would mostly hinder each other.
 *
 * <p>A transaction that meets rows is refused as a whole. Those refusals have their answer then;
 * the others go into the next one.
 */
final class RefusalQueue {
  /** The most rows in one transaction: what is refused for one of them is sent again. */
  static final int MAX_ROWS = 50;

  private record Waiting(Refusal refusal, CompletableFuture<Refusal> answer) {
    long position() {
      return refusal.at().position();
    }

    long sizeBytes() {
      return refusal.events().stream().mapToLong(NewEvent::sizeBytes).sum();
    }
  }

  private final RefusedTable table;
  private final UUID owner;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean underWay;

  RefusalQueue(RefusedTable table, UUID owner) {
    this.table = table;
    this.owner = owner;
  }

  /** Puts a refusal at the end; {@link #proceed} sends it. */
  synchronized void add(Refusal refusal, CompletableFuture<Refusal> answer) {
    waiting.add(new Waiting(refusal, answer));
  }

  synchronized boolean isIdle() {
    return !underWay && waiting.isEmpty();
  }

  /** Sends what waits, unless a transaction is under way: it does so when it is answered. */
  void proceed() {
    List<Waiting> next = takeNext();
    if (!next.isEmpty()) {
      insert(next).whenComplete((insertion, fault) -> settle(next, insertion, fault));
    }
  }

  private CompletionStage<Insertion> insert(List<Waiting> next) {
    try {
      return table.insert(owner, next.stream().map(Waiting::refusal).toList());
    } catch (RuntimeException fault) {
      return CompletableFuture.failedStage(fault);
    }
  }

  /** Never a position twice: two rows in one would be mixed cell by cell. */
  private synchronized List<Waiting> takeNext() {
    List<Waiting> next = new ArrayList<>();
    if (underWay) {
      return next;
    }
    Set<Long> positions = new HashSet<>();
    long bytes = 0;
    while (!waiting.isEmpty() && next.size() < MAX_ROWS) {
      Waiting one = waiting.element();
      bytes += one.sizeBytes();
      boolean fits = next.isEmpty() || bytes <= AppendLimits.MAX_BYTES;
      if (!fits || !positions.add(one.position())) {
        break;
      }
      next.add(waiting.remove());
    }
    underWay = !next.isEmpty();
    return next;
  }

  /** Answers last: whoever asks for more when it is answered finds the next one under way. */
  private void settle(
      List<Waiting> sent, @Nullable Insertion insertion, @Nullable Throwable fault) {
    if (insertion instanceof Stands stands) {
      putBack(sent.stream().filter(one -> !stands.rows().containsKey(one.position())).toList());
    } else {
      putBack(List.of());
    }
    proceed();
    for (Waiting one : sent) {
      answer(one, insertion, fault);
    }
  }

  private synchronized void putBack(List<Waiting> unsettled) {
    for (int i = unsettled.size() - 1; i >= 0; i--) {
      waiting.addFirst(unsettled.get(i));
    }
    underWay = false;
  }

  private void answer(Waiting one, @Nullable Insertion insertion, @Nullable Throwable fault) {
    if (fault != null) {
      one.answer().completeExceptionally(fault);
    } else if (insertion instanceof Inserted) {
      one.answer().complete(one.refusal());
    } else if (insertion instanceof NotOwner notOwner) {
      one.answer().completeExceptionally(lost(one.refusal(), notOwner.owner()));
    } else if (insertion instanceof Stands stands) {
      Refusal row = stands.rows().get(one.position());
      if (row != null) {
        one.answer().complete(row);
      }
    }
  }

  private StoreException lost(Refusal refusal, Optional<UUID> present) {
    return new StoreException.OwnershipLost(
        ("The refusal of %s was not written: its source belongs to %s, not to %s any more."
                + " Another task feeds the source now; this one must stop.")
            .formatted(refusal.at(), present.map(UUID::toString).orElse("nobody"), owner));
  }
}
