package dev.annals.source.verify;

import dev.annals.model.Excerpt;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares an event of the copy with what it has to be. One thread may use it. */
final class EventComparison {
  private final Payloads payloads;
  private final List<String> differences = new ArrayList<>();

  EventComparison(Payloads payloads) {
    this.payloads = payloads;
  }

  /**
   * What differs, as parts of a sentence; empty if nothing does. When it was appended, where it
   * came from and its place in an append are the copy's own.
   *
   * @param version the one the copy has to have it at
   */
  List<String> differences(NewEvent expected, RecordedEvent found, long version) {
    NewEvent event = found.event();
    differences.clear();
    compare("version", version, found.version());
    compare("id", expected.id(), event.id());
    compare("type", Excerpt.of(expected.type()), Excerpt.of(event.type()));
    compare("schema version", expected.schemaVersion(), event.schemaVersion());
    compare("content type", expected.contentType(), event.contentType());
    compare("event time", expected.eventTime(), event.eventTime());
    if (!Objects.equals(expected.key(), event.key())) {
      compare("key", Payloads.text(expected.key()), Payloads.text(event.key()));
    }
    compareAttributes(expected.attributes(), event.attributes());
    differences.addAll(HeaderComparison.differences(expected.headers(), event.headers()));
    payloads.difference(expected, event).ifPresent(differences::add);
    return List.copyOf(differences);
  }

  private void compare(String what, @Nullable Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      differences.add("its %s is %s, expected %s".formatted(what, text(found), text(expected)));
    }
  }

  private static Object text(@Nullable Object value) {
    return value instanceof String text
        ? Excerpt.of(text)
        : Objects.requireNonNullElse(value, "absent");
  }

  /** Values of attributes are data, but for the number of a version. */
  private void compareAttributes(Map<String, String> expected, Map<String, String> found) {
    SortedSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      if (name.equals(ExpectedEvents.ORIGINAL_VERSION)) {
        compare("attribute " + name, expected.get(name), found.get(name));
      } else if (!Objects.equals(expected.get(name), found.get(name))) {
        String how =
            !found.containsKey(name)
                ? "is absent"
                : expected.containsKey(name) ? "has another value" : "is not expected";
        differences.add("its attribute %s %s".formatted(Excerpt.of(name), how));
      }
    }
  }
}
