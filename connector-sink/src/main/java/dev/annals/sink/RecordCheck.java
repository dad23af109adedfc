package dev.annals.sink;

import dev.annals.connector.record.DecodedRecord;
import dev.annals.model.AppendRequest;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a record at a position below {@code upto} is the one that was decided there. It is
 * not where the topic was deleted and created again, and its offsets started anew; then its records
 * must not be taken for processed ones.
 */
final class RecordCheck {
  private static final int PAGE = 200;

  /** What the check found. */
  enum Finding {
    SAME,
    DIFFERENT,
    /** What could prove it has been removed since: retention, or truncation. */
    UNKNOWN
  }

  /**
   * What there is to compare.
   *
   * @param record as it is decoded now
   * @param timestamp the record's, where it has one
   * @param comparable whether it is read by the same mapping as it was then
   * @param progress of the source, beyond the record
   * @param now the clock's time
   */
  record Question(
      DecodedRecord record,
      @Nullable Long timestamp,
      boolean comparable,
      Progress progress,
      Instant now) {}

  /**
   * What is stored for a position.
   *
   * @param event in the stream or refused; absent where there is neither
   * @param index its place in the append
   * @param complete whether what is not there never was
   */
  private record Stored(@Nullable NewEvent event, int index, boolean complete) {
    static final Stored GONE = new Stored(null, 0, false);
    static final Stored NOTHING = new Stored(null, 0, true);
  }

  private final EventStore store;
  private final OutcomeLog log;
  private final Controls controls;
  private final Duration refusedRetention;

  RecordCheck(EventStore store, OutcomeLog log, Controls controls, Duration refusedRetention) {
    this.store = store;
    this.log = log;
    this.controls = controls;
    this.refusedRetention = refusedRetention;
  }

  /** Compares a record with what is stored. */
  CompletionStage<Finding> look(Question question) {
    if (isYounger(question.timestamp(), question.progress())) {
      return CompletableFuture.completedStage(Finding.DIFFERENT);
    }
    if (!question.comparable()) {
      return CompletableFuture.completedStage(Finding.UNKNOWN);
    }
    return stored(question.record()).thenApply(stored -> finding(stored, question));
  }

  /** Whether a record is younger than all that were decided, so that it is none of them. */
  static boolean isYounger(@Nullable Long timestamp, Progress progress) {
    Instant newest = progress.newestRecord();
    return timestamp != null && newest != null && timestamp > newest.toEpochMilli();
  }

  private static List<NewEvent> eventsOf(DecodedRecord record) {
    if (record instanceof DecodedRecord.Append append) {
      return append.request().events();
    }
    if (record instanceof DecodedRecord.Control control) {
      return List.of(control.event());
    }
    return List.of(((DecodedRecord.Undecodable) record).raw());
  }

  private Finding finding(Stored stored, Question question) {
    NewEvent there = stored.event();
    if (there != null) {
      List<NewEvent> events = eventsOf(question.record());
      boolean same = stored.index() < events.size() && isSame(there, events.get(stored.index()));
      return same ? Finding.SAME : Finding.DIFFERENT;
    }
    // The last position was decided when progress was written: its refused row is still there, if
    // it ever was. Of earlier positions nobody knows when they were decided.
    Progress progress = question.progress();
    boolean last = question.record().at().position() == progress.upto() - 1;
    boolean fresh = question.now().isBefore(progress.updatedAt().plus(refusedRetention));
    return stored.complete() && last && fresh ? Finding.DIFFERENT : Finding.UNKNOWN;
  }

  /** By what it says; or by the bytes it came in, should it be read by another mapping now. */
  private static boolean isSame(NewEvent stored, NewEvent record) {
    boolean sameEvent = stored.id().equals(record.id()) && stored.hasContentOf(record);
    return sameEvent || sameBytes(stored, record);
  }

  private static boolean sameBytes(NewEvent one, NewEvent other) {
    return Objects.equals(one.key(), other.key())
        && Objects.equals(one.headers(), other.headers())
        && Objects.equals(one.payload(), other.payload());
  }

  private CompletionStage<Stored> stored(DecodedRecord record) {
    if (record instanceof DecodedRecord.Append append) {
      return accepted(append.request(), ReadRequest.NEWEST)
          .thenCompose(found -> found.event() != null ? done(found) : refused(record.at(), found));
    }
    if (record instanceof DecodedRecord.Control control) {
      return controls
          .isSeen(control)
          .thenCompose(
              seen ->
                  refused(record.at(), seen ? new Stored(control.event(), 0, true) : Stored.GONE));
    }
    return refused(record.at(), Stored.NOTHING);
  }

  private CompletionStage<Stored> refused(SourcePosition at, Stored otherwise) {
    return log.find(at).thenApply(refusal -> refusal.map(RecordCheck::refused).orElse(otherwise));
  }

  private static Stored refused(Refusal refusal) {
    List<NewEvent> events = refusal.events();
    return events.isEmpty() ? Stored.GONE : new Stored(events.get(0), 0, true);
  }

  /** Reads the stream backwards, down to the first event that came from an earlier position. */
  private CompletionStage<Stored> accepted(AppendRequest request, long from) {
    return store
        .read(ReadRequest.backwards(request.stream(), from, PAGE))
        .thenCompose(page -> accepted(request, page));
  }

  private CompletionStage<Stored> accepted(AppendRequest request, EventPage page) {
    SourcePosition at = request.at();
    for (RecordedEvent event : page.events()) {
      if (!event.at().source().equals(at.source())) {
        continue;
      }
      if (event.at().equals(at)) {
        return done(new Stored(event.event(), event.index(), true));
      }
      if (event.at().position() < at.position()) {
        return done(Stored.NOTHING);
      }
    }
    if (page.next().isPresent()) {
      return accepted(request, page.next().getAsLong());
    }
    return done(reachesTheFirst(page) ? Stored.NOTHING : Stored.GONE);
  }

  private static boolean reachesTheFirst(EventPage page) {
    List<RecordedEvent> events = page.events();
    return events.isEmpty() || events.get(events.size() - 1).version() == 1;
  }

  private static CompletionStage<Stored> done(Stored stored) {
    return CompletableFuture.completedStage(stored);
  }
}
