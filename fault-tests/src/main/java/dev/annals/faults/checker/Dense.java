package dev.annals.faults.checker;

import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DENSE: versions of a stream are first..head without a hole, each written once, never changed. */
final class Dense {
  /** What stands at a version. */
  private record Standing(String event, String content) {}

  private final Evidence evidence;
  private final Findings findings =
      new Findings(Invariant.DENSE, "streams", "versions", "versions seen more than once");

  Dense(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    evidence.newest().streams().forEach(this::checkWithoutHole);
    Map<StreamName, Map<Long, Standing>> standing = new HashMap<>();
    for (Tables look : evidence.looks()) {
      look.streams().forEach((stream, rows) -> checkUnchanged(standing, stream, rows));
    }
    for (Published record : evidence.published()) {
      checkPublished(standing, record);
    }
    checkNothingGone(standing);
    return findings.verdict();
  }

  private void checkWithoutHole(StreamName stream, List<EventRow> rows) {
    findings.count("streams", 1);
    findings.count("versions", rows.size());
    if (!evidence.over()) {
      return; // what was read while it grew may have holes
    }
    long first = evidence.newest().first(stream);
    long last = first - 1;
    for (EventRow row : rows) {
      if (row.version() < first) {
        continue;
      }
      if (row.version() == last) {
        findings.violation(
            stream + "@" + last, "there are two rows, one in bucket %d".formatted(row.bucket()));
      } else if (row.version() != last + 1) {
        findings.violation(
            stream + "@" + (last + 1),
            "no row, but there is one of version %d".formatted(row.version()));
      }
      last = row.version();
    }
    checkHead(stream, last);
  }

  /** The newest bucket says where the stream ends. */
  private void checkHead(StreamName stream, long last) {
    Long head = null;
    for (BucketRow bucket : evidence.newest().buckets(stream)) {
      head = bucket.head() == null ? head : bucket.head();
    }
    if (head == null || head != last) {
      findings.violation(
          stream, "the last row is of version %d, but the head is %s".formatted(last, head));
    }
  }

  private void checkUnchanged(
      Map<StreamName, Map<Long, Standing>> standing, StreamName stream, List<EventRow> rows) {
    for (EventRow row : rows) {
      check(standing, stream, row.version(), new Standing(row.event(), row.content()), "a row");
    }
  }

  private void checkPublished(Map<StreamName, Map<Long, Standing>> standing, Published record) {
    Long version = record.version();
    if (version == null) {
      return;
    }
    Standing seen = new Standing(record.event(), record.content());
    check(standing, record.stream(), version, seen, record.place());
  }

  private void check(
      Map<StreamName, Map<Long, Standing>> standing,
      StreamName stream,
      long version,
      Standing seen,
      String where) {
    Standing before =
        standing.computeIfAbsent(stream, none -> new HashMap<>()).putIfAbsent(version, seen);
    if (before == null) {
      return;
    }
    findings.count("versions seen more than once", 1);
    if (!before.equals(seen)) {
      findings.violation(
          stream + "@" + version, "was %s, and is %s in %s".formatted(before, seen, where));
    }
  }

  private void checkNothingGone(Map<StreamName, Map<Long, Standing>> standing) {
    if (!evidence.over()) {
      return;
    }
    standing.forEach(
        (stream, versions) -> {
          Map<Long, EventRow> rows = evidence.newest().versions(stream);
          long first = evidence.newest().first(stream);
          versions.forEach(
              (version, seen) -> {
                if (version >= first && !rows.containsKey(version)) {
                  findings.violation(
                      stream + "@" + version, "was %s, and has no row now".formatted(seen));
                }
              });
        });
  }
}
