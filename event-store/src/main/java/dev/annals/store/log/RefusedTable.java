package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What can be asked of the table {@code refused}: every answer is linearizable. */
interface RefusedTable {
  /** Who owns the bucket; empty where nobody claimed it yet. */
  CompletionStage<Optional<UUID>> owner(Source source, long bucket);

  /**
   * Makes a new owner where the present one is as given, absent included.
   *
   * @return who owns the bucket then
   */
  CompletionStage<Optional<UUID>> replaceOwner(
      Source source, long bucket, @Nullable UUID present, UUID owner);

  /**
   * Inserts rows, all of them or none, where none of them is there and the owner is as given.
   *
   * @param refusals at different positions of one bucket; at least one
   */
  CompletionStage<Insertion> insert(UUID owner, List<Refusal> refusals);

  /** The rows of one bucket from a position up to another, both included. */
  CompletionStage<List<Refusal>> rows(SourcePosition from, long to);

  /** What became of an insert. */
  sealed interface Insertion {
    /** The rows are written. */
    record Inserted() implements Insertion {}

    /**
     * Nothing is written: some positions have a row, another's or one's own from a send that was
     * not answered.
     *
     * @param rows by position
     */
    record Stands(Map<Long, Refusal> rows) implements Insertion {}

    /** Nothing is written: nobody, or somebody else, owns the bucket. */
    record NotOwner(Optional<UUID> owner) implements Insertion {}
  }
}
