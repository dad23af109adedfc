package dev.annals.sink;

import dev.annals.connector.record.DecodedRecord;
import dev.annals.connector.record.Instruction.TakeSnapshot;
import dev.annals.connector.record.Instruction.Truncate;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome;
import dev.annals.model.RejectionReason;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.SnapshotProof;
import dev.annals.model.store.Snapshots;
import dev.annals.model.store.Truncation;
import dev.annals.sink.snapshot.SnapshotSettings;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what control records ask for. Done twice it is done once, so that a task which dies
 * before its progress is written leaves nothing to find out: whoever follows does it again.
 *
 * <p>What speaks against it is looked at first: the head, which only grows. Then the owner of the
 * source is looked up, and only then something is written. So a task that was thought dead does not
 * carry out what its successor has rejected since: the successor claimed the source before it
 * looked at a head that was too low. Thread-safe.
 *
 * @param store keeps the streams
 * @param snapshots beside them
 * @param rules what reducers are that a truncation has by their name
 * @param clock gives the time at which a snapshot was taken
 */
record Controls(
    EventStore store, Snapshots snapshots, SnapshotSettings rules, InstantSource clock) {
  /**
   * How many snapshots by one definition of an application's reducer are left in a stream: the
   * newest, and the one before it, should the newest turn out to be of no use.
   */
  static final int KEPT = 2;

  /** What became of an instruction. */
  sealed interface Result {
    /** It is carried out, as often as it was asked for. */
    record CarriedOut() implements Result {}

    /** The stream does not allow it. */
    record Refused(Outcome.Rejected outcome) implements Result {}

    /** Nothing was done: somebody else feeds the source now. */
    record Lost() implements Result {}
  }

  private static final Result CARRIED_OUT = new Result.CarriedOut();
  private static final Result LOST = new Result.Lost();

  /**
   * Carries out an instruction; nothing else may happen to its stream meanwhile.
   *
   * @param isOwner asks whether this task still feeds the source
   */
  CompletionStage<Result> carryOut(
      DecodedRecord.Control control, Supplier<CompletionStage<Boolean>> isOwner) {
    return control.instruction() instanceof TakeSnapshot taken
        ? take(control, taken, isOwner)
        : truncate(control.stream(), (Truncate) control.instruction(), isOwner);
  }

  /** Whether the store shows that an instruction was carried out; it may have been if not. */
  CompletionStage<Boolean> isSeen(DecodedRecord.Control control) {
    StreamId stream = control.stream();
    if (control.instruction() instanceof TakeSnapshot taken) {
      return snapshots
          .newest(stream, taken.reducer(), taken.version())
          .thenApply(found -> found.filter(snapshot -> isOf(snapshot, taken)).isPresent());
    }
    long before = ((Truncate) control.instruction()).before();
    return before == 1 // As every stream does that was never truncated.
        ? CompletableFuture.completedStage(false)
        : startsAt(stream, before).thenApply(first -> first == before);
  }

  private static boolean makesUpFor(Snapshot found, TakeSnapshot taken) {
    return found.version() > taken.version() || isOf(found, taken);
  }

  private static boolean isOf(Snapshot found, TakeSnapshot taken) {
    return found.version() == taken.version() && found.state().equals(taken.state());
  }

  private CompletionStage<Result> take(
      DecodedRecord.Control control,
      TakeSnapshot taken,
      Supplier<CompletionStage<Boolean>> isOwner) {
    StreamId stream = control.stream();
    long version = taken.version();
    return store
        .head(stream)
        .thenCompose(
            head ->
                version > head
                    ? refused(
                        RejectionReason.NO_SUCH_VERSION,
                        head,
                        "%s has no version %d to be the last one in a state: it has %s"
                            .formatted(stream, version, versions(head)))
                    : store
                        .read(ReadRequest.forwards(stream, version, 1))
                        .thenCompose(
                            page ->
                                version < page.startsAt()
                                    ? below(page.startsAt(), head, control, version)
                                    : whereOwner(isOwner, () -> write(stream, taken, page, head))));
  }

  private CompletionStage<Result> write(
      StreamId stream, TakeSnapshot taken, EventPage there, long head) {
    ReducerId reducer = taken.reducer();
    Snapshot snapshot =
        new Snapshot(stream, reducer, taken.version(), taken.state(), clock.instant());
    return snapshots
        .write(there.events().isEmpty() ? snapshot : snapshot.after(there.events().get(0)))
        .thenCompose(written -> snapshots.prune(stream, reducer, KEPT, head))
        .thenApply(pruned -> CARRIED_OUT);
  }

  /**
   * Where it stands already, it was carried out before the stream was truncated; and where a newer
   * one stands, that may have taken it away since. Of either nothing is left to be done.
   */
  private CompletionStage<Result> below(
      long first, long head, DecodedRecord.Control control, long version) {
    TakeSnapshot taken = (TakeSnapshot) control.instruction();
    return snapshots
        .newest(control.stream(), taken.reducer(), head)
        .thenCompose(
            found ->
                found.filter(there -> makesUpFor(there, taken)).isPresent()
                    ? CompletableFuture.completedStage(CARRIED_OUT)
                    : refused(
                        RejectionReason.NO_SUCH_VERSION,
                        head,
                        "%s starts at version %d, so no state of it ends with version %d"
                            .formatted(control.stream(), first, version)));
  }

  private CompletionStage<Result> truncate(
      StreamId stream, Truncate asked, Supplier<CompletionStage<Boolean>> isOwner) {
    long before = asked.before();
    return store
        .head(stream)
        .thenCompose(
            head -> {
              if (before > head) {
                return CompletableFuture.completedStage(
                    result(Truncation.refused(stream, before, head)));
              }
              // Where it starts there already, no snapshot is needed any more: that was decided.
              return startsAt(stream, before)
                  .thenCompose(
                      first ->
                          first >= before
                              ? CompletableFuture.completedStage(OptionalLong.of(first))
                              : newest(stream, definition(stream, asked), asked, head))
                  .thenCompose(
                      newest ->
                          newest.orElse(0) >= before
                              ? whereOwner(isOwner, () -> truncate(stream, before))
                              : withoutSnapshot(stream, asked, head, newest));
            });
  }

  private CompletionStage<Result> truncate(StreamId stream, long before) {
    return store.truncate(stream, before).thenApply(Controls::result);
  }

  private static Result result(Truncation truncation) {
    return truncation instanceof Truncation.Refused refused
        ? new Result.Refused(
            rejected(RejectionReason.NO_SUCH_VERSION, refused.head(), refused.message()))
        : CARRIED_OUT;
  }

  /** Which one has to have made the snapshot; absent where any of the name will do. */
  private @Nullable ReducerId definition(StreamId stream, Truncate asked) {
    return asked.id() != null ? asked.id() : rules.definition(stream.entityType(), asked.reducer());
  }

  /** Of the events there are: a snapshot of later ones, as after a restore, loads nothing. */
  private CompletionStage<OptionalLong> newest(
      StreamId stream, @Nullable ReducerId id, Truncate asked, long head) {
    if (id == null) {
      return snapshots.newestVersion(stream, asked.reducer(), head);
    }
    return snapshots
        .newest(stream, id, head)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedStage(OptionalLong.empty())
                    : new SnapshotProof(store)
                        .holds(found.get())
                        .thenApply(
                            holds ->
                                holds
                                    ? OptionalLong.of(found.get().version())
                                    : OptionalLong.empty()));
  }

  private CompletionStage<Result> withoutSnapshot(
      StreamId stream, Truncate asked, long head, OptionalLong newest) {
    ReducerId id = definition(stream, asked);
    return refused(
        RejectionReason.NO_SNAPSHOT,
        head,
        "%s cannot start at version %d: it has no snapshot by reducer %s at or above that version%s. Send one first, or truncate less"
            .formatted(
                stream,
                asked.before(),
                id == null ? asked.reducer() : id.text(),
                newest.isPresent() ? ", its newest is of " + newest.getAsLong() : ""));
  }

  private CompletionStage<Long> startsAt(StreamId stream, long version) {
    return store.read(ReadRequest.forwards(stream, version, 1)).thenApply(page -> page.startsAt());
  }

  private static CompletionStage<Result> whereOwner(
      Supplier<CompletionStage<Boolean>> isOwner, Supplier<CompletionStage<Result>> effect) {
    return isOwner
        .get()
        .thenCompose(
            owner -> owner ? effect.get() : CompletableFuture.<Result>completedStage(LOST));
  }

  private static CompletionStage<Result> refused(
      RejectionReason reason, long head, String message) {
    return CompletableFuture.completedStage(new Result.Refused(rejected(reason, head, message)));
  }

  private static Outcome.Rejected rejected(RejectionReason reason, long head, String message) {
    return new Outcome.Rejected(reason, ExpectedVersion.ANY, head, null, message);
  }

  private static String versions(long head) {
    return head == 0 ? "no event" : "versions up to " + head;
  }
}
