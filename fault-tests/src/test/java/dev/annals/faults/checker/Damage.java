package dev.annals.faults.checker;

import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A good history that is being spoilt. */
final class Damage {
  private final Random random;
  private final List<Entry> entries;
  private final int last;

  Damage(History history, Random random) {
    this.random = random;
    this.entries = new ArrayList<>(history.entries());
    this.last = history.all(Look.class).stream().mapToInt(Look::number).max().orElseThrow();
  }

  History history() {
    return new History(entries);
  }

  /** The number of the last look. */
  int last() {
    return last;
  }

  <T extends Entry> List<T> all(Class<T> kind, Predicate<T> which) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).filter(which).toList();
  }

  /** One of those there are, drawn by chance. */
  <T extends Entry> Optional<T> any(Class<T> kind, Predicate<T> which) {
    List<T> all = all(kind, which);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  /** A row of the last look. */
  Optional<EventRow> anyEvent(Predicate<EventRow> which) {
    return any(EventRow.class, row -> row.look() == last && which.test(row));
  }

  /** A row of the last look. */
  Optional<RefusedRow> anyRefused(Predicate<RefusedRow> which) {
    return any(RefusedRow.class, row -> row.look() == last && which.test(row));
  }

  Optional<Published> anyPublished(String outcome) {
    return any(Published.class, record -> record.outcome().equals(outcome));
  }

  long head(EventRow of) {
    return all(EventRow.class, row -> row.look() == last && row.stream().equals(of.stream()))
        .stream()
        .mapToLong(EventRow::version)
        .max()
        .orElseThrow();
  }

  boolean isSingle(EventRow row) {
    return all(EventRow.class, one -> one.look() == last && one.position().equals(row.position()))
            .size()
        == 1;
  }

  Sent sentAt(Position position) {
    Arrived arrived =
        all(Arrived.class, one -> one.position().equals(position)).stream().findAny().orElseThrow();
    return all(Sent.class, sent -> sent.request().equals(arrived.request())).stream()
        .findAny()
        .orElseThrow();
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  boolean remove(Entry entry) {
    return entries.remove(entry);
  }

  boolean replace(Entry entry, Entry by) {
    entries.set(entries.indexOf(entry), by);
    return true;
  }

  <T extends Entry> boolean replaceAll(Class<T> kind, Predicate<T> which, UnaryOperator<T> change) {
    all(kind, which).forEach(one -> replace(one, change.apply(one)));
    return true;
  }

  /** Lets a stream end with one more row, published too, and nothing else amiss. */
  boolean append(EventRow row) {
    add(row);
    replaceAll(
        BucketRow.class,
        bucket -> bucket.look() == last && bucket.stream().equals(row.stream()),
        bucket -> new BucketRow(last, row.stream(), bucket.bucket(), row.version(), null, false));
    add(
        new Published(
            row.stream().entityType() + ".accepted",
            Math.floorMod(row.stream().hashCode(), 2),
            1_000_000,
            true,
            row.stream(),
            row.event(),
            row.content(),
            Published.ACCEPTED,
            row.version(),
            null,
            null,
            null,
            null,
            null,
            Long.MAX_VALUE / 2));
    return true;
  }

  /** The record of a row. */
  Published published(EventRow row) {
    return all(
            Published.class,
            record ->
                record.outcome().equals(Published.ACCEPTED)
                    && record.stream().equals(row.stream())
                    && Objects.equals(record.version(), row.version()))
        .stream()
        .findAny()
        .orElseThrow();
  }
}
