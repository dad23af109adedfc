package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.OnConflict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How records become events.
 *
 * @param preset decides what no header name can: whether a value that is a CloudEvent is taken for
 *     one without a content type, and what the event type is where none is given
 * @param headers the header of each meaning; a meaning without a header is absent
 * @param entityType the entity type of records that do not say theirs; absent: their topic
 * @param eventType the event type of records that do not say theirs
 * @param batchContentType the content type of an atomic append: a JSON array of structured
 *     CloudEvents; in lower case
 * @param onConflict what an expected version that is not met does
 * @param acceptedEntityTypes entity types of facts, accepted whatever {@code onConflict} says
 * @param versions which versions events get; other than the next, records say everything by
 *     themselves, and nothing else of this is read
 */
public record RecordMapping(
    Preset preset,
    Map<Meaning, String> headers,
    @Nullable String entityType,
    @Nullable String eventType,
    String batchContentType,
    OnConflict onConflict,
    Set<String> acceptedEntityTypes,
    VersionMode versions) {

  /** What the headers of CloudEvents begin with, by their binding to Kafka. */
  public static final String CLOUDEVENTS_PREFIX = "ce_";

  /** The content type of a batch by the CloudEvents JSON format. */
  public static final String BATCH_CONTENT_TYPE = "application/cloudevents-batch+json";

  /** Copies the map and the set; the content type goes to lower case. */
  public RecordMapping {
    headers = Map.copyOf(headers);
    batchContentType = batchContentType.toLowerCase(Locale.ROOT);
    acceptedEntityTypes = Set.copyOf(acceptedEntityTypes);
  }

  /** A preset as it is: decisions, refused on conflict. */
  public static RecordMapping of(Preset preset) {
    return new RecordMapping(
        preset,
        preset.headers(),
        null,
        null,
        BATCH_CONTENT_TYPE,
        OnConflict.REJECT,
        Set.of(),
        VersionMode.NEXT);
  }

  /** The header of a meaning; absent where none is read. */
  public @Nullable String header(Meaning meaning) {
    return headers.get(meaning);
  }

  /** What an expected version that is not met does to appends to entities of this type. */
  public OnConflict onConflict(String type) {
    return acceptedEntityTypes.contains(type) ? OnConflict.ACCEPT : onConflict;
  }

  /**
   * A hash of everything that decides which event a record becomes, and of which entity. Equal
   * mappings have equal fingerprints on every machine. What a conflict does is not part of it: the
   * events are the same, and outcomes already reported stay (DECIDED).
   */
  public String fingerprint() {
    StringBuilder text = new StringBuilder("mapping-1");
    append(text, preset.text());
    for (Meaning meaning : Meaning.values()) {
      append(text, headers.get(meaning));
    }
    append(text, entityType);
    append(text, eventType);
    append(text, batchContentType);
    if (versions != VersionMode.NEXT) {
      append(text, versions.text());
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** With its length, so that no two lists of parts give one text. */
  private static void append(StringBuilder text, @Nullable String part) {
    if (part == null) {
      text.append("|-");
    } else {
      text.append('|').append(part.length()).append(':').append(part);
    }
  }
}
