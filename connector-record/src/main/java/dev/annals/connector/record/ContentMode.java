package dev.annals.connector.record;

import dev.annals.model.Excerpt;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the value of a record holds its event. */
enum ContentMode {
  /** The value is the event's data; headers say the rest. */
  BINARY,
  /** The value is a CloudEvent in JSON, with all that is to say about it. */
  STRUCTURED,
  /** The value is a JSON array of such CloudEvents, to be appended together or not at all. */
  BATCH;

  /** The media type of a CloudEvent in JSON. */
  static final String CLOUDEVENT_JSON = "application/cloudevents+json";

  /** What a content type says, however it is written and whatever parameters it has. */
  static ContentMode of(@Nullable String contentType, RecordMapping mapping) throws NotDecodable {
    if (contentType == null) {
      return BINARY;
    }
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (mediaType.equals(mapping.batchContentType())) {
      return BATCH;
    }
    if (mediaType.contains("batch")) {
      throw new NotDecodable(
          "content type "
              + Excerpt.of(mediaType)
              + " is a batch, but not the one that is read: send "
              + mapping.batchContentType()
              + " or set batch.content.type");
    }
    if (mediaType.equals(CLOUDEVENT_JSON)) {
      return STRUCTURED;
    }
    if (mediaType.startsWith("application/cloudevents")) {
      throw new NotDecodable(
          "content type "
              + Excerpt.of(mediaType)
              + " is a CloudEvent, but not in JSON: send "
              + CLOUDEVENT_JSON);
    }
    return BINARY;
  }
}
