package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a record are that must be accepted, told by the recipe and not by a reader.
 */
final class Meant {
  /** In the settings of the sink. */
  static final String ENTITY_TYPE = "order";

  static final String SOURCE = "/fuzz";
  static final String EVENT_TYPE = "thing.happened";

  private static final String PREFIX = "ce_";

  /** What has a column of its own, or says only how to read the others. */
  private static final Set<String> WITH_COLUMN =
      Set.of(
          "ce_specversion",
          "ce_id",
          "ce_source",
          "ce_type",
          "ce_time",
          "ce_datacontenttype",
          "ce_entitytype",
          "ce_schemaversion",
          "ce_expectedversion",
          PREFIX);

  private Meant() {}

  /** An event that is in headers. */
  static FuzzedEvent binary(
      byte @Nullable [] key, byte @Nullable [] value, List<FuzzedHeader> headers) {
    String source = Objects.requireNonNull(text(headers, "ce_source"));
    String id = Objects.requireNonNull(text(headers, "ce_id"));
    String entityType = text(headers, "ce_entitytype");
    boolean named = key != null && key.length > 0;
    String entityId = named ? new String(key, UTF_8) : text(headers, "ce_subject");
    Map<String, String> attributes = new HashMap<>();
    for (FuzzedHeader header : headers) {
      byte[] bytes = header.value();
      if (header.name().startsWith(PREFIX)
          && bytes != null
          && !WITH_COLUMN.contains(header.name())) {
        attributes.put(header.name().substring(PREFIX.length()), new String(bytes, UTF_8));
      }
    }
    return new FuzzedEvent(
        entityType == null ? ENTITY_TYPE : entityType,
        Objects.requireNonNull(entityId),
        identity(source, id),
        Objects.requireNonNull(text(headers, Draft.TYPE)),
        text(headers, Draft.CONTENT_TYPE),
        attributes,
        value);
  }

  /** One that is a CloudEvent in JSON, as {@link GoodRecords#structured} makes it. */
  static FuzzedEvent structured(
      long number, byte[] key, byte @Nullable [] value, Map<String, String> attributes) {
    return inJson(key, "e-" + number, attributes, value);
  }

  /** Those of a batch, as {@link GoodRecords#elements} makes them. */
  static List<FuzzedEvent> batch(long number, byte[] key, List<String> elements) {
    return IntStream.range(0, elements.size())
        .mapToObj(
            index ->
                inJson(
                    key,
                    "e-%d-%d".formatted(number, index),
                    Map.of(),
                    elements.get(index).getBytes(UTF_8)))
        .toList();
  }

  private static FuzzedEvent inJson(
      byte[] key, String id, Map<String, String> attributes, byte @Nullable [] payload) {
    return new FuzzedEvent(
        ENTITY_TYPE,
        new String(key, UTF_8),
        identity(SOURCE, id),
        EVENT_TYPE,
        Draft.STRUCTURED,
        attributes,
        payload);
  }

  private static String identity(String source, String id) {
    return source.replace("%", "%25").replace(" ", "%20") + " " + id;
  }

  /** Of headers that stand twice one may have no value. */
  private static @Nullable String text(List<FuzzedHeader> headers, String name) {
    for (FuzzedHeader header : headers) {
      byte[] bytes = header.value();
      if (header.name().equals(name) && bytes != null) {
        return new String(bytes, UTF_8);
      }
    }
    return null;
  }
}
