package dev.annals.source.verify;

import dev.annals.connector.record.HeaderCodec;
import dev.annals.connector.record.HeaderCodec.Envelope;
import dev.annals.model.Bytes;
import dev.annals.model.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** Compares the headers that two events are stored with, and the timestamps of their records. */
final class HeaderComparison {
  private HeaderComparison() {}

  /** What differs, as parts of a sentence that quote no value; empty if nothing does. */
  static List<String> differences(@Nullable Bytes expected, @Nullable Bytes found) {
    if (Objects.equals(expected, found)) {
      return List.of();
    }
    Envelope wanted = decoded(expected);
    Envelope there = decoded(found);
    List<String> differences = new ArrayList<>();
    // Without one, a producer takes the time of day.
    Long time = wanted.timestamp();
    if (time != null && !time.equals(there.timestamp())) {
      differences.add(
          "the timestamp of its record is %s, expected %s"
              .formatted(text(there.timestamp()), text(time)));
    }
    Map<String, List<Optional<Bytes>>> wantedValues = values(wanted);
    Map<String, List<Optional<Bytes>>> values = values(there);
    SortedSet<String> names = new TreeSet<>(wantedValues.keySet());
    names.addAll(values.keySet());
    for (String name : names) {
      String how = how(wantedValues.get(name), values.get(name));
      if (how != null) {
        differences.add("its header %s %s".formatted(Excerpt.of(name), how));
      }
    }
    if (differences.isEmpty() && !names(wanted).equals(names(there))) {
      differences.add("its headers are in another order");
    }
    return differences;
  }

  private static Envelope decoded(@Nullable Bytes headers) {
    return headers == null
        ? new Envelope(new ConnectHeaders(), null, null)
        : HeaderCodec.decode(headers);
  }

  /** By name, in order: names may be repeated. */
  private static Map<String, List<Optional<Bytes>>> values(Envelope envelope) {
    Map<String, List<Optional<Bytes>>> values = new LinkedHashMap<>();
    for (Header header : envelope.headers()) {
      byte[] value = (byte[]) header.value();
      values
          .computeIfAbsent(header.key(), name -> new ArrayList<>())
          .add(Optional.ofNullable(value).map(Bytes::of));
    }
    return values;
  }

  private static List<String> names(Envelope envelope) {
    List<String> names = new ArrayList<>();
    envelope.headers().forEach(header -> names.add(header.key()));
    return names;
  }

  private static @Nullable String how(
      @Nullable List<Optional<Bytes>> expected, @Nullable List<Optional<Bytes>> found) {
    if (Objects.equals(expected, found)) {
      return null;
    }
    return found == null ? "is absent" : expected == null ? "is not expected" : "has another value";
  }

  private static Object text(@Nullable Long millis) {
    return millis == null ? "absent" : Instant.ofEpochMilli(millis);
  }
}
