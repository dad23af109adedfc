package dev.annals.faults.checker;

import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes after which all that is told agrees with itself, and not with what was asked for. */
final class Retold {
  static final StreamName STREAM = new StreamName("order", "another");
  static final Expected EXPECTED = Expected.exactly(888);

  private Retold() {}

  /** One refusal, in all looks; of a duplicate, of which nothing is published. */
  static boolean refusal(Damage damage, UnaryOperator<RefusedRow> change) {
    return damage
        .anyRefused(row -> row.outcome().equals(RefusedRow.DUPLICATE))
        .filter(
            row ->
                damage.replaceAll(
                    RefusedRow.class, one -> one.position().equals(row.position()), change))
        .isPresent();
  }

  static boolean report(Damage damage, String outcome, UnaryOperator<Published> change) {
    return damage
        .anyPublished(outcome)
        .filter(one -> damage.replace(one, change.apply(one)))
        .isPresent();
  }

  static boolean exception(Damage damage) {
    Optional<EventRow> decided =
        damage.anyEvent(row -> damage.isSingle(row) && !damage.sentAt(row.position()).fact());
    decided.ifPresent(
        row -> {
          Published accepted = damage.published(row);
          Sent sent = damage.sentAt(row.position());
          damage.add(
              new Published(
                  accepted.topic() + ".exception",
                  accepted.partition(),
                  1_000_000,
                  true,
                  accepted.stream(),
                  accepted.event(),
                  accepted.content(),
                  Published.EXCEPTION,
                  row.version(),
                  "version-conflict",
                  sent.expected(),
                  row.version() - 1,
                  null,
                  row.position(),
                  accepted.at()));
        });
    return decided.isPresent();
  }

  /** A refusal becomes one of what is no event: it is not published, and in no log. */
  static boolean undecodable(Damage damage) {
    damage.all(Look.class, look -> !look.last()).forEach(damage::remove);
    for (SegmentRow segment : damage.all(SegmentRow.class, one -> one.look() == damage.last())) {
      Optional<RefusedRow> refused =
          damage.anyRefused(
              row ->
                  row.position().source().equals(segment.source())
                      && row.position().offset() >= segment.first()
                      && row.position().offset() < segment.upto());
      if (refused.isPresent()) {
        RefusedRow row = refused.get();
        damage
            .all(Published.class, one -> row.position().equals(one.position()))
            .forEach(damage::remove);
        damage.replace(segment, Mutations.shorter(segment));
        return damage.replace(row, Changed.undecodable(row));
      }
    }
    return false;
  }

  /** What was refused for its version had expected none, and nobody knows why it was refused. */
  static boolean forgotten(Damage damage) {
    Optional<RefusedRow> refused =
        damage.anyRefused(row -> "version-conflict".equals(row.reason()) && row.rival() == null);
    if (refused.isEmpty()) {
      return false;
    }
    RefusedRow row = refused.get();
    Sent sent = damage.sentAt(row.position());
    damage.replace(sent, Changed.expected(sent, Expected.ANY));
    damage.replaceAll(
        Published.class,
        one -> row.position().equals(one.position()),
        one -> Changed.refused(one, Register.FORGOTTEN, Expected.ANY));
    return damage.replaceAll(
        RefusedRow.class,
        one -> one.position().equals(row.position()),
        one -> Changed.refused(one, Register.FORGOTTEN, Expected.ANY));
  }

  static boolean ofAnotherType(Damage damage) {
    return damage
        .anyEvent(row -> row.version() < damage.head(row))
        .filter(
            row ->
                damage.replaceAll(
                    EventRow.class,
                    one -> one.stream().equals(row.stream()) && one.version() == row.version(),
                    one -> Changed.type(one, "other")))
        .isPresent();
  }

  /** What is last in a stream is a bucket too high, and both buckets know where they end. */
  static boolean inAnotherBucket(Damage damage) {
    Optional<EventRow> last =
        damage.anyEvent(
            row ->
                row.version() == damage.head(row)
                    && row.version() > 1
                    && damage.isSingle(row)
                    && damage
                        .anyEvent(
                            other ->
                                other.bucket() == row.bucket()
                                    && other.version() - other.index() > row.version())
                        .isPresent());
    if (last.isEmpty()) {
      return false;
    }
    EventRow row = last.get();
    damage.replaceAll(
        BucketRow.class,
        bucket -> isLast(damage, bucket, row.stream()) && bucket.bucket() == row.bucket(),
        bucket -> ending(bucket, row.version() - 1, false));
    damage.add(
        new BucketRow(
            damage.last(),
            row.stream(),
            row.bucket() + 1,
            row.version(),
            null,
            row.type().equals(SentEvent.CLOSE)));
    return damage.replaceAll(
        EventRow.class,
        one -> one.position().equals(row.position()),
        one -> Changed.bucket(one, row.bucket() + 1));
  }

  /** The store says itself that readers are not to look there. */
  static boolean truncated(Damage damage) {
    Optional<EventRow> first = damage.anyEvent(row -> row.version() > 1 && row.index() == 0);
    if (first.isEmpty()) {
      return false;
    }
    EventRow row = first.get();
    damage
        .all(
            EventRow.class,
            one ->
                one.look() == damage.last()
                    && one.stream().equals(row.stream())
                    && one.version() < row.version())
        .forEach(damage::remove);
    return damage.replaceAll(
        BucketRow.class,
        bucket -> isLast(damage, bucket, row.stream()) && bucket.bucket() == 0,
        bucket ->
            new BucketRow(
                bucket.look(), bucket.stream(), 0, bucket.head(), row.version(), bucket.closed()));
  }

  /** One that is closed, or is not, seems not to be, or to be. */
  static boolean closed(Damage damage, boolean before) {
    return damage
        .any(
            BucketRow.class,
            bucket ->
                bucket.closed() == before
                    && bucket.head() != null
                    && isLast(damage, bucket, bucket.stream()))
        .filter(
            bucket ->
                damage.replace(
                    bucket, ending(bucket, Objects.requireNonNull(bucket.head()), !before)))
        .isPresent();
  }

  private static boolean isLast(Damage damage, BucketRow bucket, StreamName stream) {
    return bucket.look() == damage.last() && bucket.stream().equals(stream);
  }

  private static BucketRow ending(BucketRow bucket, long head, boolean closed) {
    return new BucketRow(
        bucket.look(), bucket.stream(), bucket.bucket(), head, bucket.first(), closed);
  }
}
