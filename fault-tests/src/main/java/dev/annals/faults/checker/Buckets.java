package dev.annals.faults.checker;

import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Each version is in the bucket where readers look for it, and each bucket knows where it ends.
 *
 * <p>An append is whole in bucket (its first version - 1) / size. No history tells the size, but a
 * store has one: a row in bucket b says that it is at most (first - 1) / b, and more than (first -
 * 1) / (b + 1), and all rows have to agree.
 */
final class Buckets {
  /** A bound of the size, and the row that sets it. */
  private record Bound(long size, EventRow row) {}

  private final Tables tables;
  private final boolean over;
  private final Findings findings;
  private @Nullable Bound least;
  private @Nullable Bound most;

  Buckets(Evidence evidence, Findings findings) {
    this.tables = evidence.newest();
    this.over = evidence.over();
    this.findings = findings;
  }

  void check() {
    tables.streams().values().forEach(rows -> rows.forEach(this::bound));
    if (least != null && most != null && least.size() > most.size()) {
      findings.violation(
          place(least.row()),
          "is in bucket %d, and %s in bucket %d: there is no size by which both belong there"
              .formatted(least.row().bucket(), place(most.row()), most.row().bucket()));
    }
    if (over) { // statics and rows are not read at one moment
      tables.streams().values().forEach(rows -> rows.forEach(this::checkKnown));
      tables.buckets().forEach(this::checkStatics);
    }
  }

  private void bound(EventRow row) {
    findings.count("rows in their bucket", 1);
    long before = row.version() - row.index() - 1;
    Bound atLeast = new Bound(before / (row.bucket() + 1) + 1, row);
    if (least == null || atLeast.size() > least.size()) {
      least = atLeast;
    }
    if (row.bucket() == 0) {
      return;
    }
    Bound atMost = new Bound(before / row.bucket(), row);
    if (most == null || atMost.size() < most.size()) {
      most = atMost;
    }
  }

  private void checkStatics(StreamName stream, List<BucketRow> buckets) {
    for (int i = 0; i < buckets.size(); i++) {
      BucketRow bucket = buckets.get(i);
      findings.count("buckets", 1);
      if (bucket.bucket() != i) {
        findings.violation(stream, "instead of bucket %d there is %s".formatted(i, bucket));
      }
      if (bucket.first() != null) {
        findings.violation(stream, "nobody truncates, but there is %s".formatted(bucket));
      }
      checkEnd(bucket, lastUpTo(bucket.bucket(), tables.events(stream)));
    }
  }

  /** A bucket that is opened by a marker has the end of the one before. */
  private void checkEnd(BucketRow bucket, @Nullable EventRow last) {
    Long head = last == null ? null : Long.valueOf(last.version());
    if (!Objects.equals(bucket.head(), head)) {
      findings.violation(
          bucket.stream(),
          "the last row up to bucket %d is of version %s, but the head there is %s"
              .formatted(bucket.bucket(), head, bucket.head()));
    }
    boolean closed = last != null && last.type().equals(SentEvent.CLOSE);
    if (bucket.closed() != closed) {
      findings.violation(
          bucket.stream(),
          "the last row up to bucket %d is %s, but closed is %s there"
              .formatted(bucket.bucket(), last, bucket.closed()));
    }
  }

  private void checkKnown(EventRow row) {
    if (tables.buckets(row.stream()).stream().noneMatch(one -> one.bucket() == row.bucket())) {
      findings.violation(place(row), "is in bucket %d, which has no head".formatted(row.bucket()));
    }
  }

  private static @Nullable EventRow lastUpTo(long bucket, List<EventRow> rows) {
    EventRow last = null;
    for (EventRow row : rows) {
      last = row.bucket() <= bucket ? row : last;
    }
    return last;
  }

  private static String place(EventRow row) {
    return row.stream() + "@" + row.version();
  }
}
