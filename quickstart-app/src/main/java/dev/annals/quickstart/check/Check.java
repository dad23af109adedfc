package dev.annals.quickstart.check;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import dev.annals.quickstart.cassandra.EventRow;
import dev.annals.quickstart.cassandra.ProgressRow;
import dev.annals.quickstart.cassandra.RefusedRow;
import dev.annals.quickstart.kafka.TopicRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what was observed with what had to come, figure by figure. */
public final class Check {
  private final Observed observed;
  private final List<Judged> judged;
  private final Findings findings = new Findings();

  /** Source texts by {@code topic-partition}, as {@code progress} has them. */
  private final Map<String, String> sources = new HashMap<>();

  /** Checks one observation, made after everything was decided and published. */
  public Check(Observed observed, Set<String> facts) {
    this.observed = observed;
    this.judged = new Judge(facts).judge(observed.sent());
  }

  /** What had to become of every record that was sent. */
  public List<Judged> judged() {
    return judged;
  }

  /** Compares everything. */
  public Findings run() {
    progress();
    streams();
    refused();
    new PublishedCheck(observed, judged, sources, findings).run();
    return findings;
  }

  /** COMPLETE: every record below the end of its partition has its outcome. */
  private void progress() {
    Map<String, Long> expected = new TreeMap<>();
    for (TopicRecord record : observed.sent()) {
      expected.merge(partition(record), record.offset() + 1, Math::max);
    }
    Map<String, Long> found = new TreeMap<>();
    for (ProgressRow row : observed.progress()) {
      String partition = row.source().name() + "-" + row.source().partition();
      sources.put(partition, row.source().text());
      if (row.upto() > 0) {
        found.put(partition, row.upto());
      }
    }
    findings.compare("how far each partition is decided (progress)", expected, found);
  }

  /** What a stream holds at one version. */
  private record Held(
      long version, String eventId, String type, Bytes key, Bytes payload, String at) {}

  /** DENSE and ONCE: exactly the accepted events, at the versions 1, 2, 3 …. */
  private void streams() {
    Map<StreamId, List<Held>> expected = new HashMap<>();
    for (Judged one : judged) {
      long version = one.verdict().appendedAt();
      if (version > 0) {
        TopicRecord record = one.record();
        Held held =
            new Held(
                version,
                one.eventId(),
                record.header("ce_type"),
                orEmpty(record.key()),
                orEmpty(record.value()),
                sources.get(partition(record)) + ":" + record.offset());
        expected.computeIfAbsent(one.stream(), any -> new ArrayList<>()).add(held);
      }
    }
    Map<StreamId, List<Held>> found = new HashMap<>();
    Map<StreamId, Long> heads = new HashMap<>();
    List<EventRow> rows = new ArrayList<>(observed.events());
    rows.sort(Comparator.comparingLong(EventRow::version));
    for (EventRow row : rows) {
      Held held =
          new Held(
              row.version(),
              row.eventId(),
              row.type(),
              orEmpty(row.key()),
              orEmpty(row.payload()),
              row.source() + ":" + row.position());
      found.computeIfAbsent(row.stream(), any -> new ArrayList<>()).add(held);
      heads.put(row.stream(), row.head());
    }
    findings.compare("streams in Cassandra", expected.keySet(), found.keySet());
    findings.compare("events in Cassandra", count(expected), count(found));
    expected.forEach(
        (stream, events) -> {
          findings.compare("events of " + stream, events, found.getOrDefault(stream, List.of()));
          findings.compare(
              "head of " + stream, (long) events.size(), heads.getOrDefault(stream, 0L));
        });
  }

  /** Every record that was not accepted has one row that says why, and nothing else has one. */
  private void refused() {
    Map<String, RefusedRow> rows = new TreeMap<>();
    for (RefusedRow row : observed.refused()) {
      rows.put(row.source() + ":" + row.position(), row);
    }
    int expected = 0;
    for (Judged one : judged) {
      if (one.verdict().appendedAt() > 0) {
        continue;
      }
      expected++;
      String at = sources.get(partition(one.record())) + ":" + one.record().offset();
      RefusedRow row = rows.get(at);
      Map<String, Object> found = row == null ? Map.of() : inWords(row);
      findings.compare("refused row of " + at, inWords(one), found);
    }
    findings.compare("refused rows in Cassandra", expected, observed.refused().size());
  }

  private static Map<String, Object> inWords(Judged one) {
    Map<String, Object> words = new TreeMap<>();
    if (one.verdict() instanceof Verdict.Duplicate duplicate) {
      words.put("outcome", "duplicate");
      words.put("stream", one.stream().toString());
      words.put("first version", duplicate.firstVersion());
    } else if (one.verdict() instanceof Verdict.Rejected rejected) {
      words.put("outcome", "rejected");
      words.put("stream", one.stream().toString());
      words.put("reason", "VERSION_CONFLICT");
      words.put("expected", rejected.expected());
      words.put("actual", rejected.actual());
      words.put("rival", rejected.rival());
      words.put("events", List.of(one.eventId()));
    } else {
      words.put("outcome", "undecodable");
      words.put("says why", true);
    }
    return words;
  }

  private static Map<String, Object> inWords(RefusedRow row) {
    Map<String, Object> words = new TreeMap<>();
    words.put("outcome", row.outcome());
    if (row.outcome().equals("undecodable")) {
      words.put("says why", !row.message().isEmpty());
      return words;
    }
    words.put("stream", row.entityType() + "/" + row.entityId());
    if (row.outcome().equals("duplicate")) {
      words.put("first version", row.firstVersion());
      return words;
    }
    words.put("reason", row.reason());
    words.put("expected", row.expected());
    words.put("actual", row.actual());
    words.put("rival", row.rival());
    words.put("events", row.eventIds());
    return words;
  }

  private static int count(Map<StreamId, List<Held>> streams) {
    return streams.values().stream().mapToInt(List::size).sum();
  }

  private static Bytes orEmpty(@Nullable Bytes bytes) {
    return bytes == null ? Bytes.of() : bytes;
  }

  private static String partition(TopicRecord record) {
    return record.topic() + "-" + record.partition();
  }
}
