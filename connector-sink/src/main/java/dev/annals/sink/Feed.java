package dev.annals.sink;

import dev.annals.connector.record.Origin;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds one source, from the time it was opened until its partition is taken away. Records pass it
 * in the order of their positions:
 *
 * <pre>
 * offer -> arrivals -> known? let go -> log bucket owned? -> {@link Deciding} -> {@link StretchWriter} -> upto
 * </pre>
 *
 * Guarded by the task's {@link TaskLoop}.
 */
final class Feed {
  private static final Logger log = LoggerFactory.getLogger(Feed.class);
  private static final long NO_RUN = -1;

  private final TaskParts parts;
  private final Opened opened;
  private final Ownership ownership;
  private final RecordCheck check;
  private final StretchWriter writer;
  private final Deciding deciding;
  private final MappingWatch watch;
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();

  /** The position after the last one admitted: what is below is decided, or about to be. */
  private long next;

  /** The last position of the run of known records that is passing, or {@link #NO_RUN}. */
  private long run = NO_RUN;

  /** Whether the record before {@code next} is to come first, since reading started there. */
  private boolean expectsLast;

  /** Whether reading was paused, and nothing came since. */
  private boolean resumed;

  /** The first position that came after a pause: what should have come before may be gone. */
  private OptionalLong afterPause = OptionalLong.empty();

  /** Whether it was told that the records that are passing cannot be compared. */
  private boolean toldUnproven;

  /** Whether the head of arrivals waits for an answer of the store. */
  private boolean asking;

  /** When somebody else turned out to feed the source. */
  private @Nullable Instant lostAt;

  /** The first position that was offered. */
  private OptionalLong first = OptionalLong.empty();

  private boolean closed;

  Feed(TaskParts parts, Opened opened) {
    this.parts = parts;
    this.opened = opened;
    this.ownership = new Ownership(parts.log(), opened);
    this.check =
        new RecordCheck(parts.store(), parts.log(), parts.controls(), parts.refusedRetention());
    this.writer = new StretchWriter(parts, opened.progress(), this::passed);
    this.deciding = new Deciding(parts, ownership, writer, this::lost);
    this.watch = new MappingWatch(parts, opened.source(), () -> closed);
    this.next = opened.progress().upto();
    this.expectsLast = opened.isResumed();
  }

  Source source() {
    return opened.source();
  }

  /** See {@link Opened#startAt}. */
  OptionalLong startAt() {
    return opened.startAt();
  }

  /** Every position below is logged (COMPLETE), and may be committed. */
  long upto() {
    return writer.upto();
  }

  /** Takes a record, to be admitted in its order. */
  void offer(Arrival arrival) {
    if (closed) {
      return; // Lost: the records come again when the source is opened again.
    }
    if (first.isEmpty()) {
      first = OptionalLong.of(arrival.position());
    }
    if (resumed) {
      resumed = false;
      afterPause = OptionalLong.of(arrival.position());
    }
    parts.backlog().add(arrival);
    arrivals.add(arrival);
    advance();
  }

  /** Does what comes up once in a while: logs what is settled, looks for rivals. */
  void turn() {
    if (!closed) {
      watch.turn();
      writer.turn();
    }
  }

  /** Reading goes on after a pause, which may have been longer than the topic's retention. */
  void resumed() {
    resumed = true;
  }

  /** Goes through what has arrived, until an answer has to be waited for. */
  private void advance() {
    while (!closed && !asking && !deciding.isStopped() && !arrivals.isEmpty()) {
      Arrival arrival = arrivals.element();
      if (arrival.position() >= next) {
        if (!ownership.covers(arrival.position())) {
          claim(arrival.position());
          return;
        }
        arrivals.remove();
        admit(arrival);
      } else if (run != NO_RUN && arrival.position() > run) {
        follow(arrival);
      } else if (arrival.position() < writer.upto()) {
        look(arrival);
      } else {
        return; // It is being decided: looked at as soon as upto has passed it.
      }
    }
  }

  private void claim(long position) {
    asking = true;
    parts.loop().after(ownership.claim(position), () -> closed, found -> owned(position, found));
  }

  private void owned(long position, List<Refusal> refusals) {
    asking = false;
    ownership.claimed(position, refusals);
    advance();
  }

  private void admit(Arrival arrival) {
    boolean expected =
        expectsLast || (afterPause.isPresent() && afterPause.getAsLong() == arrival.position());
    if (expected && arrival.position() > next) {
      parts
          .gaps()
          .found(
              new Gaps.Gap(opened.partition(), source().incarnation(), next, arrival.position()));
    }
    expectsLast = false;
    run = NO_RUN;
    toldUnproven = false;
    next = arrival.position() + 1;
    deciding.decide(arrival, at(arrival));
  }

  /**
   * A record below {@code upto} is delivered: after opening, or because the worker went back. The
   * first one of each such run is compared with what is stored; the others follow it once it is
   * proven to be the same.
   */
  private void look(Arrival arrival) {
    asking = true;
    boolean comparable = !opened.readOtherwise() || arrival.position() >= opened.progress().upto();
    RecordCheck.Question question =
        new RecordCheck.Question(
            parts.decode().decode(arrival.record(), at(arrival)),
            arrival.record().timestamp(),
            comparable,
            writer.progress(),
            parts.clock().instant());
    parts.loop().after(check.look(question), () -> closed, finding -> looked(arrival, finding));
  }

  private void looked(Arrival arrival, RecordCheck.Finding finding) {
    asking = false;
    switch (finding) {
      case SAME -> run = arrival.position();
      case UNKNOWN -> unproven(arrival);
      case DIFFERENT -> throw anotherRecord(arrival);
    }
    letGo();
    advance();
  }

  /**
   * A record of a run whose first one is proven: only its age is looked at, which costs nothing.
   */
  private void follow(Arrival arrival) {
    boolean decided = arrival.position() < writer.upto();
    if (decided && RecordCheck.isYounger(arrival.record().timestamp(), writer.progress())) {
      throw anotherRecord(arrival);
    }
    run = arrival.position();
    letGo();
  }

  private void unproven(Arrival arrival) {
    parts.tally().unproven.increment();
    if (!toldUnproven) {
      toldUnproven = true;
      log.warn(
          "{} cannot be compared with what was decided as {}: what it became is not stored any"
              + " more, or was read by another mapping. It is let go as processed, and so are those"
              + " after it that cannot be compared either (metric redelivered-unproven).",
          Origin.of(arrival.record()),
          at(arrival));
    }
  }

  private ConnectException anotherRecord(Arrival arrival) {
    return new ConnectException(
        "%s is not the record that was decided as %s: the topic seems to have been deleted and created again. %s. If only transforms or settings were changed, mapping.change.accept=true goes on from here."
            .formatted(Origin.of(arrival.record()), at(arrival), opened.remedy()));
  }

  private void letGo() {
    Arrival known = arrivals.remove();
    expectsLast = false;
    parts.backlog().remove(known);
    parts.tally().known.increment();
  }

  private void passed() {
    deciding.failWhenIdle();
    advance();
  }

  /**
   * Somebody else owns the source: this feed is a zombie's, or one took the ownership away from it.
   * Nothing more is decided or reported. Should the partition still be the task's in a while, the
   * source is opened again.
   */
  private void lost() {
    parts.tally().ownershipLost.increment();
    lostAt = parts.clock().instant();
    log.info(
        "{} is another task's now: this one lets it go, logged upto {}", source(), writer.upto());
    startClosing();
    close();
  }

  /** See {@link #lost()}; absent while all is well. */
  @Nullable Instant lostAt() {
    return lostAt;
  }

  /** Where to read from to get again what this feed was given and has not logged. */
  OptionalLong again() {
    return writer.upto() > 0 ? OptionalLong.of(writer.upto()) : first;
  }

  private SourcePosition at(Arrival arrival) {
    return new SourcePosition(source(), arrival.position());
  }

  /** Takes nothing any more; what is under way goes on. */
  void startClosing() {
    closed = true;
    arrivals.forEach(parts.backlog()::remove);
    arrivals.clear();
    deciding.startEnding();
    writer.startEnding();
  }

  /** Whether nothing is under way any more. */
  boolean isQuiet() {
    return deciding.isQuiet() && writer.isQuiet();
  }

  /** Lets go of what is still under way: whoever feeds the source next finds what it did. */
  void close() {
    deciding.end();
    writer.close();
  }
}
