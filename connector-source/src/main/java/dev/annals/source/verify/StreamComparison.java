package dev.annals.source.verify;

import dev.annals.connector.record.VersionMode;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.source.scan.StreamWalk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares one stream with its copy, in step, a page of each at a time (BOUNDED). An event that one
 * side lacks is told once: by the places of events in the original the two find together again.
 * Where the original was truncated, it is compared from its first version on.
 */
final class StreamComparison {
  private final StreamId stream;
  private final ExpectedEvents expectedEvents;
  private final StreamWalk copy;
  private final VersionMode versions;
  private final EventComparison comparison;
  private final Findings findings;
  private @Nullable Expected expected;
  private @Nullable RecordedEvent found;
  private long foundEvents;

  StreamComparison(
      StreamId stream,
      ExpectedEvents expectedEvents,
      StreamWalk copy,
      VersionMode versions,
      EventComparison comparison,
      Findings findings) {
    this.stream = stream;
    this.expectedEvents = expectedEvents;
    this.copy = copy;
    this.versions = versions;
    this.comparison = comparison;
    this.findings = findings;
  }

  /** Tells the findings what differs. */
  void run() {
    expected = expectedEvents.next();
    nextFound();
    if (expected == null && found == null) {
      return;
    }
    findings.stream();
    if (found == null) {
      tellMissingStream();
    }
    while (expected != null || found != null) {
      step();
    }
  }

  private void step() {
    if (expected instanceof Expected.Impossible impossible) {
      tellImpossible(impossible);
    } else if (expected instanceof Expected.Event event) {
      step(event);
    } else if (found != null) {
      tellUnexpected(found);
    }
  }

  private void step(Expected.Event event) {
    RecordedEvent other = found;
    int order = other == null ? -1 : order(event, other);
    if (other != null && order > 0) {
      tellUnexpected(other);
      return;
    }
    findings.event();
    if (other == null || order < 0) {
      findings.difference(
          stream + "@" + event.version(),
          "is missing from the copy: id %s".formatted(event.event().id()));
    } else {
      compare(event, other);
      nextFound();
    }
    expected = expectedEvents.next();
  }

  /** Whether the event comes before, is, or comes after the one in the copy. */
  private int order(Expected.Event event, RecordedEvent other) {
    if (event.event().id().equals(other.event().id())) {
      return 0;
    }
    return Long.compare(event.version(), originalVersion(other, event.version()));
  }

  /**
   * Where an event of the copy stands in the original.
   *
   * @param otherwise if it does not say so
   */
  private long originalVersion(RecordedEvent other, long otherwise) {
    if (versions != VersionMode.RENUMBER) {
      return other.version();
    }
    String attribute = other.event().attributes().get(ExpectedEvents.ORIGINAL_VERSION);
    try {
      return attribute == null ? otherwise : Long.parseLong(attribute);
    } catch (NumberFormatException noNumber) {
      return otherwise;
    }
  }

  private void compare(Expected.Event event, RecordedEvent other) {
    boolean renumbers = versions == VersionMode.RENUMBER;
    long version = renumbers ? foundEvents : event.version();
    List<String> differences = comparison.differences(event.event(), other, version);
    if (!differences.isEmpty()) {
      String inCopy = renumbers ? " (%d in the copy)".formatted(other.version()) : "";
      findings.difference(stream + "@" + event.version() + inCopy, String.join("; ", differences));
    }
  }

  private void tellMissingStream() {
    long events = 0;
    while (expected != null) {
      if (expected instanceof Expected.Impossible impossible) {
        tellImpossible(impossible);
      } else {
        events++;
        findings.event();
        expected = expectedEvents.next();
      }
    }
    if (events > 0) {
      findings.difference(
          stream.toString(), "the copy has nothing of this stream, expected events: " + events);
    }
  }

  /** Whatever the copy has in its place is told with it. */
  private void tellImpossible(Expected.Impossible impossible) {
    findings.difference(stream + "@" + impossible.version(), impossible.reason());
    while (found != null && originalVersion(found, 0) == impossible.version()) {
      nextFound();
    }
    expected = expectedEvents.next();
  }

  private void tellUnexpected(RecordedEvent other) {
    findings.difference(
        stream + "@" + other.version(),
        "is in the copy, but nothing in the original is there for it: id %s"
            .formatted(other.event().id()));
    nextFound();
  }

  private void nextFound() {
    takeFound();
    while (found != null && originalVersion(found, Long.MAX_VALUE) < expectedEvents.startsAt()) {
      findings.truncated();
      takeFound();
    }
  }

  private void takeFound() {
    found = copy.next();
    foundEvents++;
  }
}
