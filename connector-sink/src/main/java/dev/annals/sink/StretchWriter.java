package dev.annals.sink;

import dev.annals.model.Source;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Segment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Logs what is settled of one source, in order of position. Places that are settled without a gap
 * make a stretch: its segments are written, then progress, and only then does {@code upto} pass
 * them (COMPLETE). One stretch is written at a time, and one begins in each of the task's turns;
 * what settles meanwhile makes the next one, so stretches grow with the load, and a segment is
 * written for hundreds of entries. Guarded by the task's {@link TaskLoop}.
 */
final class StretchWriter {
  private final TaskParts parts;
  private final Source source;
  private final Runnable passed;
  private final ArrayDeque<Place> places = new ArrayDeque<>();
  private Progress progress;
  private boolean writing;

  /** Whether a stretch has begun in this turn. */
  private boolean began;

  /** Whether no turn comes any more. */
  private boolean ending;

  private boolean closed;

  /**
   * A writer that goes on.
   *
   * @param progress how far the source is decided
   * @param passed called each time {@code upto} has moved
   */
  StretchWriter(TaskParts parts, Progress progress, Runnable passed) {
    this.parts = parts;
    this.source = progress.source();
    this.progress = progress;
    this.passed = passed;
  }

  /** Every position below is logged. */
  long upto() {
    return progress.upto();
  }

  /** As it was written last. */
  Progress progress() {
    return progress;
  }

  /** Whether all that was admitted is logged. */
  boolean isIdle() {
    return places.isEmpty();
  }

  /** Whether all that is settled is logged, up to the first that is not. */
  boolean isQuiet() {
    return !writing && settled().isEmpty();
  }

  /** A place for a position above all others. */
  Place add(Arrival arrival) {
    assert places.isEmpty() || places.getLast().position() < arrival.position();
    Place place = new Place(arrival);
    places.add(place);
    return place;
  }

  /** See {@link Place#settle}. */
  void settle(Place place, @Nullable LogEntry entry) {
    place.settle(entry);
    writeNext();
  }

  /** See {@link Place#settleCarriedOut}. */
  void settleCarriedOut(Place place) {
    place.settleCarriedOut();
    writeNext();
  }

  /** A new turn of the task: there is one every few milliseconds while something is under way. */
  void turn() {
    began = false;
    writeNext();
  }

  /** From now on nothing waits for a turn. */
  void startEnding() {
    ending = true;
    writeNext();
  }

  private void writeNext() {
    if (writing || closed || (began && !ending)) {
      return;
    }
    List<Place> settled = settled();
    if (settled.isEmpty()) {
      return;
    }
    writing = true;
    began = true;
    List<LogEntry> entries = new ArrayList<>();
    for (Place place : settled) {
      if (place.entry() != null) {
        entries.add(place.entry());
      }
    }
    int shards = parts.store().settings().shards();
    Stretch stretch = Stretch.cut(source, entries, progress.lastEnds(), shards);
    Progress after = progressAfter(settled, stretch);
    parts.loop().after(write(stretch, after), done -> written(settled.size(), after));
  }

  private List<Place> settled() {
    List<Place> settled = new ArrayList<>();
    for (Place place : places) {
      if (!place.isSettled()) {
        break;
      }
      settled.add(place);
    }
    return settled;
  }

  private Progress progressAfter(List<Place> settled, Stretch stretch) {
    Instant newest = progress.newestRecord();
    for (Place place : settled) {
      Long timestamp = place.arrival().record().timestamp();
      if (timestamp != null && (newest == null || timestamp > newest.toEpochMilli())) {
        newest = Instant.ofEpochMilli(timestamp);
      }
    }
    return new Progress(
        source,
        settled.get(settled.size() - 1).position() + 1,
        stretch.lastEnds(),
        parts.mapping(),
        newest,
        parts.clock().instant().truncatedTo(ChronoUnit.MILLIS));
  }

  private CompletionStage<Void> write(Stretch stretch, Progress after) {
    List<CompletableFuture<Void>> segments = new ArrayList<>();
    for (Segment segment : stretch.segments()) {
      segments.add(parts.log().write(segment).toCompletableFuture());
    }
    return CompletableFuture.allOf(segments.toArray(CompletableFuture[]::new))
        .thenCompose(allWritten -> parts.log().write(after));
  }

  private void written(int count, Progress after) {
    writing = false;
    if (closed) {
      return;
    }
    progress = after;
    for (int i = 0; i < count; i++) {
      Place place = places.remove();
      parts.backlog().remove(place.arrival());
      parts.tally().logged(place);
    }
    writeNext();
    passed.run();
  }

  /** Forgets what is not logged; a stretch that is being written may still be. */
  void close() {
    closed = true;
    for (Place place : places) {
      parts.backlog().remove(place.arrival());
    }
    places.clear();
  }
}
