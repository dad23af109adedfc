package dev.annals.faults.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A record that was published of an event that was good, with one thing wrong in it. */
enum SpoiltRecord {
  KEY("another key", seen -> with(seen, seen.topic(), null, seen.value(), seen.headers())),
  VALUE("another value", seen -> with(seen, seen.topic(), seen.key(), null, seen.headers())),
  TOPIC("another topic", seen -> with(seen, "fuzz.a", seen.key(), seen.value(), seen.headers())),
  OWN_HEADER("another header", seen -> header(seen, 0)),
  SEQUENCE("another header of Annals' own", seen -> header(seen, seen.headers().size() - 3)),
  STORE("another header of Annals' own", seen -> header(seen, seen.headers().size() - 2)),
  NUMBER("does not say which record", seen -> header(seen, seen.headers().size() - 5)),
  VERSION("has no version", seen -> header(seen, seen.headers().size() - 4)),
  OUTCOME("says outcome", seen -> header(seen, seen.headers().size() - 1));

  private final String complaint;

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final UnaryOperator<PublishedSeen> spoiling;

  SpoiltRecord(String complaint, UnaryOperator<PublishedSeen> spoiling) {
    this.complaint = complaint;
    this.spoiling = spoiling;
  }

  /** What the audit says of it. */
  String complaint() {
    return complaint;
  }

  PublishedSeen of(PublishedSeen seen) {
    return spoiling.apply(seen);
  }

  private static PublishedSeen header(PublishedSeen seen, int index) {
    List<FuzzedHeader> headers = new ArrayList<>(seen.headers());
    headers.set(index, new FuzzedHeader("other", null));
    return with(seen, seen.topic(), seen.key(), seen.value(), headers);
  }

  private static PublishedSeen with(
      PublishedSeen seen,
      String topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<FuzzedHeader> headers) {
    return new PublishedSeen(
        seen.place(), seen.source(), topic, key, value, headers, seen.timestamp());
  }
}
