package dev.annals.faults.checker;

import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * DENSE: versions of a stream are 1..head without a hole, each written once, never changed. Nobody
 * truncates in a run, so whatever is missing is lost, whatever {@code first} says.
 */
final class Dense {
  /** What stands at a version. */
  private record Standing(String event, String content) {}

  private record VersionOf(StreamName stream, long version) {}

  private final Evidence evidence;
  private final Findings findings =
      new Findings(Invariant.DENSE, "streams", "versions", "versions seen more than once");

  Dense(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    evidence.newest().streams().forEach(this::checkWithoutHole);
    new Buckets(evidence, findings).check();
    Map<VersionOf, EventRow> written = new HashMap<>();
    Map<StreamName, Map<Long, Standing>> standing = new HashMap<>();
    for (Tables look : evidence.looks()) {
      look.streams().values().forEach(rows -> checkUnchanged(standing, written, rows));
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
    long last = 0;
    for (EventRow row : rows) {
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
  }

  private void checkUnchanged(
      Map<StreamName, Map<Long, Standing>> standing,
      Map<VersionOf, EventRow> written,
      List<EventRow> rows) {
    for (EventRow row : rows) {
      Standing seen = new Standing(row.event(), row.content());
      check(standing, row.stream(), row.version(), seen, "a row");
      EventRow before = written.putIfAbsent(new VersionOf(row.stream(), row.version()), row);
      if (before != null && !before.equals(row.inLook(before.look()))) {
        findings.violation(
            row.stream() + "@" + row.version(),
            "was written as %s, and is %s".formatted(before, row));
      }
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
          versions.forEach(
              (version, seen) -> {
                if (!rows.containsKey(version)) {
                  findings.violation(
                      stream + "@" + version, "was %s, and has no row now".formatted(seen));
                }
              });
        });
  }
}
