package dev.annals.faults.checker;

import dev.annals.faults.history.Published;
import dev.annals.faults.history.StreamName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * ORDERED: a stream's versions are published in order, each exactly once; without transactions each
 * at least once, and none before the one before it. Where a stream is published to several
 * partitions, the order is that of each of them.
 */
final class Ordered {
  private final Evidence evidence;
  private final Findings findings = new Findings(Invariant.ORDERED, "streams", "published events");

  Ordered(Evidence evidence) {
    this.evidence = evidence;
  }

  Verdict check() {
    Map<StreamName, List<Published>> streams = evidence.published(Published.ACCEPTED);
    streams.forEach(this::check);
    for (StreamName stream : evidence.newest().streams().keySet()) {
      checkAllThere(stream, streams.getOrDefault(stream, List.of()));
    }
    findings.count("aborted records", evidence.aborted());
    return findings.verdict();
  }

  private void check(StreamName stream, List<Published> records) {
    findings.count("streams", 1);
    findings.count("published events", records.size());
    Map<String, Long> lasts = new HashMap<>();
    Set<Long> seen = new TreeSet<>();
    for (Published record : records) {
      long version = Objects.requireNonNull(record.version());
      long last = lasts.getOrDefault(record.topic() + "-" + record.partition(), 0L);
      boolean again = !seen.add(version);
      if (again && evidence.run().exactlyOnce()) {
        findings.violation(
            stream + "@" + version, "is published again at %s".formatted(record.place()));
      } else if (!again && version < last) {
        findings.violation(
            stream + "@" + version,
            "is published after version %d, at %s".formatted(last, record.place()));
      }
      lasts.put(record.topic() + "-" + record.partition(), Math.max(last, version));
    }
  }

  /** What is published is a beginning of the stream; in the end it is all of it. */
  private void checkAllThere(StreamName stream, List<Published> records) {
    Set<Long> published = new TreeSet<>();
    records.forEach(record -> published.add(Objects.requireNonNull(record.version())));
    long last = published.stream().reduce(0L, Math::max);
    for (long version : evidence.newest().versions(stream).keySet()) {
      if (published.contains(version)) {
        continue;
      }
      if (version < last) {
        findings.violation(
            stream + "@" + version,
            "is in the stream but not published, though version %d is".formatted(last));
      } else if (evidence.over()) {
        findings.late(
            stream + "@" + version,
            "is in the stream but not published; the last one that is is %d".formatted(last));
      }
    }
  }
}
