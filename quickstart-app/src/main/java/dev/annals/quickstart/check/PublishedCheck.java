package dev.annals.quickstart.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import dev.annals.quickstart.kafka.TopicRecord;
import dev.annals.quickstart.kafka.TopicRecord.Header;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what the source published with what was sent: key, value, headers, timestamp, order. */
final class PublishedCheck {
  private final Observed observed;
  private final List<Judged> judged;
  private final Map<String, String> sources;
  private final Findings findings;

  PublishedCheck(
      Observed observed, List<Judged> judged, Map<String, String> sources, Findings findings) {
    this.observed = observed;
    this.judged = judged;
    this.sources = sources;
    this.findings = findings;
  }

  void run() {
    accepted();
    reports("rejected", observed.rejected(), Verdict.Rejected.class);
    reports("exception", observed.exceptions(), Verdict.WithException.class);
    deadLetters();
  }

  /** ORDERED: the versions of each stream in order, each once, each as it was sent. */
  private void accepted() {
    Map<StreamId, List<TopicRecord>> found = new HashMap<>();
    for (TopicRecord record : observed.accepted()) {
      found.computeIfAbsent(Judge.streamOf(record), any -> new ArrayList<>()).add(record);
    }
    Map<StreamId, List<Judged>> expected = new HashMap<>();
    for (Judged one : judged) {
      if (one.verdict().appendedAt() > 0) {
        expected.computeIfAbsent(one.stream(), any -> new ArrayList<>()).add(one);
      }
    }
    int total = expected.values().stream().mapToInt(List::size).sum();
    findings.compare("published accepted events", total, observed.accepted().size());
    findings.compare("published streams", expected.keySet(), found.keySet());
    expected.forEach(
        (stream, events) -> {
          List<TopicRecord> records = found.getOrDefault(stream, List.of());
          findings.compare("published versions of " + stream, versions(events), published(records));
          for (int i = 0; i < Math.min(events.size(), records.size()); i++) {
            Judged event = events.get(i);
            asItWasSent(event, records.get(i));
            Map<String, String> added = version(event);
            added.putAll(mark("accepted"));
            findings.compare(
                "added headers of " + where(event), added, added(event, records.get(i)));
          }
        });
  }

  private static List<String> versions(List<Judged> events) {
    return events.stream().map(event -> Long.toString(event.verdict().appendedAt())).toList();
  }

  private static List<String> published(List<TopicRecord> records) {
    return records.stream().map(record -> record.header("ce_entityversion")).toList();
  }

  /** Rejections and exceptions are found again by the position in them. */
  private void reports(String kind, List<TopicRecord> records, Class<? extends Verdict> which) {
    Map<String, TopicRecord> found = new HashMap<>();
    for (TopicRecord record : records) {
      found.put(record.header("annals-position"), record);
    }
    int expected = 0;
    for (Judged event : judged) {
      if (!which.isInstance(event.verdict())) {
        continue;
      }
      expected++;
      TopicRecord record = found.get(position(event));
      findings.compare(
          "the " + kind + " of " + where(event) + " is published", true, record != null);
      if (record != null) {
        asItWasSent(event, record);
        Map<String, String> added = added(event, record);
        boolean explained = !added.getOrDefault("annals-message", "").isEmpty();
        findings.compare("the " + kind + " of " + where(event) + " says why", true, explained);
        added.remove("annals-message");
        findings.compare(
            "added headers of the " + kind + " of " + where(event), report(kind, event), added);
      }
    }
    findings.compare("published records of kind " + kind, expected, records.size());
  }

  private Map<String, String> report(String kind, Judged event) {
    Map<String, String> added = mark(kind);
    added.put("annals-reason", "version-conflict");
    added.put("annals-position", position(event));
    if (event.verdict() instanceof Verdict.Rejected rejected) {
      added.put("annals-expected", rejected.expected());
      added.put("annals-actual", Long.toString(rejected.actual()));
      if (!rejected.rival().isEmpty()) {
        added.put("annals-rival", rejected.rival());
      }
    } else if (event.verdict() instanceof Verdict.WithException exception) {
      added.putAll(version(event));
      added.put("annals-expected", exception.expected());
      added.put("annals-actual", Long.toString(exception.version() - 1));
    }
    return added;
  }

  /**
   * Undecodable records are put aside as they came; the worker's headers stand behind their own.
   */
  private void deadLetters() {
    List<Bytes> expected = new ArrayList<>();
    for (Judged event : judged) {
      Bytes value = event.record().value();
      if (event.verdict() instanceof Verdict.Undecodable && value != null) {
        expected.add(value);
      }
    }
    List<Bytes> found = new ArrayList<>();
    for (TopicRecord record : observed.deadLetters()) {
      found.add(record.value() == null ? Bytes.of() : record.value());
    }
    findings.compare("dead letters", expected, found);
  }

  private void asItWasSent(Judged event, TopicRecord published) {
    TopicRecord sent = event.record();
    List<Header> own = published.headers();
    List<Header> first = own.subList(0, Math.min(own.size(), sent.headers().size()));
    String what = where(event) + " (published)";
    findings.compare("key of " + what, text(sent.key()), text(published.key()));
    findings.compare("value of " + what, text(sent.value()), text(published.value()));
    findings.compare("headers of " + what, sent.headers(), first);
    findings.compare("timestamp of " + what, sent.timestampMs(), published.timestampMs());
  }

  /** The headers behind those that the event came with. */
  private static Map<String, String> added(Judged event, TopicRecord published) {
    Map<String, String> added = new TreeMap<>();
    List<Header> headers = published.headers();
    for (int i = event.record().headers().size(); i < headers.size(); i++) {
      added.put(headers.get(i).name(), text(headers.get(i).value()));
    }
    return added;
  }

  private static Map<String, String> version(Judged event) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("ce_entityversion", Long.toString(event.verdict().appendedAt()));
    headers.put("ce_sequence", "%020d".formatted(event.verdict().appendedAt()));
    return headers;
  }

  private Map<String, String> mark(String outcome) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("annals-store", observed.storeId().toString());
    headers.put("annals-outcome", outcome);
    return headers;
  }

  private String position(Judged event) {
    TopicRecord record = event.record();
    return sources.get(record.topic() + "-" + record.partition()) + ":" + record.offset();
  }

  private static String where(Judged event) {
    return event.record().place();
  }

  /** For comparison and for messages: the story's values are all text. */
  private static String text(@Nullable Bytes bytes) {
    return bytes == null ? "(absent)" : new String(bytes.toArray(), UTF_8);
  }
}
