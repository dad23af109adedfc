package dev.annals.faults.checker;

import dev.annals.faults.history.Acknowledged;
import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Sent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The changes that take more than a line, and their parts. */
final class Mutations {
  private Mutations() {}

  static <T extends Entry> Predicate<T> added(Damage damage) {
    return entry -> {
      damage.add(entry);
      return true;
    };
  }

  static long actual(RefusedRow row) {
    return Objects.requireNonNull(row.actual());
  }

  static long actual(Published record) {
    return Objects.requireNonNull(record.actual());
  }

  static long first(RefusedRow row) {
    return Objects.requireNonNull(row.firstVersion());
  }

  static SegmentRow shorter(SegmentRow row) {
    return new SegmentRow(
        row.look(),
        row.shard(),
        row.source(),
        row.first(),
        row.upto(),
        row.prev(),
        row.count() - 1);
  }

  static RefusedRow rejected(Damage damage, EventRow row) {
    Answer answer = new Answer.Rejected("version-conflict", row.version(), null);
    Sent sent = damage.sentAt(row.position());
    return Changed.look(
        Changed.refused(row.position(), sent, answer, List.of(row.event())), damage.last());
  }

  /** The refusal and its records say the same, in all looks. */
  static boolean refuseWith(Damage damage, RefusedRow row, long actual, @Nullable String rival) {
    damage.replaceAll(
        RefusedRow.class,
        one -> one.position().equals(row.position()),
        one -> Changed.refusal(one, actual, rival));
    return damage.replaceAll(
        Published.class,
        one -> row.position().equals(one.position()),
        one -> Changed.refusal(one, actual, rival));
  }

  static boolean appendADuplicate(Damage damage) {
    Optional<RefusedRow> retry =
        damage.anyRefused(
            row -> row.outcome().equals(RefusedRow.DUPLICATE) && row.events().size() == 1);
    if (retry.isEmpty()) {
      return false;
    }
    RefusedRow row = retry.get();
    EventRow original =
        damage.anyEvent(one -> one.event().equals(row.events().get(0))).orElseThrow();
    damage
        .all(RefusedRow.class, one -> one.position().equals(row.position()))
        .forEach(damage::remove);
    EventRow again = Changed.position(original, row.position());
    return damage.append(Changed.version(again, damage.head(original) + 1));
  }

  /** The next event of the stream stands in the topic where this one does. */
  static boolean publishedFirst(Damage damage, EventRow row) {
    Published first = damage.published(row);
    Published second = damage.published(Changed.version(row, row.version() + 1));
    damage.replace(first, Changed.offset(first, second.offset()));
    return damage.replace(second, Changed.offset(second, first.offset()));
  }

  /** As if the last event of a stream had been refused. */
  static boolean reject(Damage damage, String reason, Predicate<Sent> which) {
    Optional<EventRow> accepted =
        damage.anyEvent(
            row ->
                row.version() == damage.head(row)
                    && damage.isSingle(row)
                    && which.test(damage.sentAt(row.position())));
    if (accepted.isEmpty()) {
      return false;
    }
    EventRow row = accepted.get();
    damage.replaceAll(
        BucketRow.class,
        bucket -> bucket.look() == damage.last() && bucket.stream().equals(row.stream()),
        bucket ->
            new BucketRow(
                bucket.look(), bucket.stream(), bucket.bucket(), row.version() - 1, null, false));
    damage.remove(damage.published(row));
    damage
        .all(EventRow.class, one -> one.position().equals(row.position()))
        .forEach(damage::remove);
    Answer answer = new Answer.Rejected(reason, row.version() - 1, null);
    Sent sent = damage.sentAt(row.position());
    damage.add(
        Changed.look(
            Changed.refused(row.position(), sent, answer, List.of(row.event())), damage.last()));
    return true;
  }

  /** A look finds a source at its beginning again, and nothing that contradicts it. */
  static boolean letUptoFall(Damage damage) {
    // The last one would be found for being the last one, so one before it, where there is one.
    return damage
        .any(ProgressRow.class, row -> row.look() < damage.last() && wasFurther(damage, row))
        .or(() -> damage.any(ProgressRow.class, row -> wasFurther(damage, row)))
        .filter(row -> damage.replace(row, new ProgressRow(row.look(), row.source(), 0, Map.of())))
        .isPresent();
  }

  private static boolean wasFurther(Damage damage, ProgressRow row) {
    return damage
        .any(
            ProgressRow.class,
            one ->
                one.source().equals(row.source()) && one.look() == row.look() - 1 && one.upto() > 0)
        .isPresent();
  }

  /** What a source has at two places is exchanged; the stream stays as it is. */
  static boolean swapPositions(Damage damage) {
    for (EventRow row : damage.all(EventRow.class, row -> row.look() == damage.last())) {
      Optional<EventRow> later =
          damage.anyEvent(
              one ->
                  one.stream().equals(row.stream())
                      && one.position().source().equals(row.position().source())
                      && one.position().offset() > row.position().offset());
      if (later.isPresent()) {
        rename(damage, row.position(), later.get().position());
        return true;
      }
    }
    return false;
  }

  private static void rename(Damage damage, Position one, Position other) {
    damage.replaceAll(
        Arrived.class,
        arrived -> arrived.position().equals(one) || arrived.position().equals(other),
        arrived -> new Arrived(swap(arrived.position(), one, other), arrived.request()));
    damage.replaceAll(
        Acknowledged.class,
        known -> known.position().equals(one) || known.position().equals(other),
        known -> new Acknowledged(known.request(), swap(known.position(), one, other), known.at()));
    damage.replaceAll(
        EventRow.class,
        row -> row.position().equals(one) || row.position().equals(other),
        row -> Changed.position(row, swap(row.position(), one, other)));
    damage.replaceAll(
        Published.class,
        record -> one.equals(record.position()) || other.equals(record.position()),
        record ->
            Changed.position(record, swap(Objects.requireNonNull(record.position()), one, other)));
  }

  private static Position swap(Position position, Position one, Position other) {
    return position.equals(one) ? other : one;
  }

  private static EventRow next(Damage damage, EventRow row) {
    return damage
        .anyEvent(one -> one.stream().equals(row.stream()) && one.version() == row.version() + 1)
        .orElseThrow();
  }

  /**
   * A request was sent when the event after its own had been seen: that one cannot have come after
   * it. Looks in between would show the fault by themselves, so there are none.
   */
  static boolean sendAfterwards(Damage damage) {
    Optional<EventRow> row =
        damage.anyEvent(
            one ->
                one.version() < damage.head(one)
                    && damage.isSingle(one)
                    && damage.isSingle(Changed.position(one, next(damage, one).position())));
    if (row.isEmpty()) {
      return false;
    }
    damage.all(Look.class, look -> !look.last()).forEach(damage::remove);
    Published own = damage.published(row.get());
    Published next = damage.published(Changed.version(row.get(), row.get().version() + 1));
    Sent sent = damage.sentAt(row.get().position());
    damage.replace(sent, Changed.at(sent, next.at() + 1));
    return damage.replace(own, Changed.at(own, next.at() + 2));
  }
}
