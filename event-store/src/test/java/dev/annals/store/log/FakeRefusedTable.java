package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table {@code refused} with one source, in memory; others can be let in between two calls. */
final class FakeRefusedTable implements RefusedTable {
  private final Map<Long, UUID> owners = new TreeMap<>();
  private final Map<Long, Refusal> rows = new TreeMap<>();
  private final Deque<Runnable> beforeCalls = new ArrayDeque<>();
  private final List<List<Long>> transactions = new ArrayList<>();
  private final Deque<StoreException> faults = new ArrayDeque<>();
  private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
  private int unclearAnswers;

  /** Holds inserts back until the future that is returned completes. */
  CompletableFuture<Void> holdInserts() {
    gate = new CompletableFuture<>();
    return gate;
  }

  /** Lets the next insert fail. */
  void failNextInsert(StoreException fault) {
    faults.add(fault);
  }

  /** The positions of each insert so far. */
  List<List<Long>> transactions() {
    return transactions;
  }

  /** Runs before the next call that has nothing else to run before it. */
  void beforeNextCall(Runnable other) {
    beforeCalls.add(other);
  }

  /** Lets the next insert that is refused for its row answer without it. */
  void answerUnclearOnce() {
    unclearAnswers = 1;
  }

  void setOwner(long bucket, UUID owner) {
    owners.put(bucket, owner);
  }

  void put(Refusal row) {
    rows.put(row.at().position(), row);
  }

  void expire(long position) {
    rows.remove(position);
  }

  @Nullable Refusal row(long position) {
    return rows.get(position);
  }

  @Override
  public CompletionStage<Optional<UUID>> owner(Source source, long bucket) {
    letOthersIn();
    return CompletableFuture.completedStage(Optional.ofNullable(owners.get(bucket)));
  }

  @Override
  public CompletionStage<Optional<UUID>> replaceOwner(
      Source source, long bucket, @Nullable UUID present, UUID owner) {
    letOthersIn();
    if (Objects.equals(owners.get(bucket), present)) {
      owners.put(bucket, owner);
    }
    return CompletableFuture.completedStage(Optional.ofNullable(owners.get(bucket)));
  }

  @Override
  public CompletionStage<Insertion> insert(UUID owner, List<Refusal> refusals) {
    letOthersIn();
    transactions.add(refusals.stream().map(refusal -> refusal.at().position()).toList());
    StoreException fault = faults.poll();
    Supplier<Insertion> execute =
        () -> {
          if (fault != null) {
            throw fault;
          }
          return inserted(owner, refusals);
        };
    return gate.thenApply(open -> execute.get());
  }

  private Insertion inserted(UUID owner, List<Refusal> refusals) {
    UUID present = owners.get(Segment.bucketOf(refusals.get(0).at().position()));
    if (!owner.equals(present)) {
      return new Insertion.NotOwner(Optional.ofNullable(present));
    }
    Map<Long, Refusal> standing = new TreeMap<>();
    for (Refusal refusal : refusals) {
      Refusal stands = rows.get(refusal.at().position());
      if (stands != null) {
        standing.put(refusal.at().position(), stands);
      }
    }
    if (standing.isEmpty()) {
      refusals.forEach(this::put);
      return new Insertion.Inserted();
    }
    return new Insertion.Stands(unclearAnswers-- > 0 ? Map.of() : standing);
  }

  @Override
  public CompletionStage<List<Refusal>> rows(SourcePosition from, long to) {
    letOthersIn();
    return CompletableFuture.completedStage(
        rows.values().stream()
            .filter(row -> row.at().position() >= from.position() && row.at().position() <= to)
            .toList());
  }

  private void letOthersIn() {
    Runnable other = beforeCalls.poll();
    if (other != null) {
      other.run();
    }
  }
}
