package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.HeaderCodec.Envelope;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an event that was upcast: those it came with, of which the ones that tell its
 * type, its schema version and its id tell the new ones.
 *
 * <p>{@code ce_type} and {@code ce_schemaversion} are there in any case, {@code ce_id} where an
 * event was split whose value does not tell its id. Headers of the other presets change too, where
 * they said what was stored. Which names a sink was given beside these is not known here: such
 * headers stay.
 */
final class UpcastHeaders {
  private static final String SPLIT_MARK = "#";

  private final Shaped.Upcast upcast;
  private final NewEvent stored;
  private final NewEvent shown;

  private UpcastHeaders(Shaped.Upcast upcast) {
    this.upcast = upcast;
    this.stored = upcast.stored().event();
    this.shown = upcast.event().event();
  }

  /** The headers of a shape, made from those the event was stored with. */
  static Envelope of(Shaped.Upcast upcast, Envelope asStored) {
    return new Envelope(
        new UpcastHeaders(upcast).change(asStored.headers()),
        asStored.timestamp(),
        asStored.keySchema());
  }

  private Headers change(Headers asStored) {
    Headers changed = new ConnectHeaders();
    for (Header header : asStored) {
      byte[] value = HeaderValue.bytes(header);
      String text = value == null ? null : changed(header.key(), new String(value, UTF_8));
      if (text == null) {
        changed.add(header);
      } else {
        add(changed, header.key(), text);
      }
    }
    addMissing(changed, name(Meaning.EVENT_TYPE), shown.type());
    addMissing(changed, name(Meaning.SCHEMA_VERSION), Integer.toString(shown.schemaVersion()));
    if (upcast.part() > 0) {
      if (!ContentMode.isStructured(shown.contentType())) {
        addMissing(changed, name(Meaning.EVENT_ID), shown.id().text());
      }
      add(changed, AnnalsHeaders.PART, Integer.toString(upcast.part()));
      add(changed, AnnalsHeaders.PARTS, Integer.toString(upcast.parts()));
    }
    return changed;
  }

  /** What a header says now; absent where it stays as it is. */
  private @Nullable String changed(String name, String text) {
    if (name.equals(name(Meaning.EVENT_TYPE))
        || (tells(Meaning.EVENT_TYPE, name) && text.equals(stored.type()))) {
      return shown.type();
    }
    String storedVersion = Integer.toString(stored.schemaVersion());
    if (name.equals(name(Meaning.SCHEMA_VERSION))
        || (tells(Meaning.SCHEMA_VERSION, name) && text.strip().equals(storedVersion))) {
      return Integer.toString(shown.schemaVersion());
    }
    if (upcast.part() > 0
        && (name.equals(name(Meaning.EVENT_ID)) || (tells(Meaning.EVENT_ID, name) && isId(text)))) {
      return text + SPLIT_MARK + upcast.part();
    }
    return null;
  }

  /** A header named {@code id} beside {@code ce_id} may be anything. */
  private boolean isId(String text) {
    return !text.isEmpty() && EventId.of(text).equals(stored.id());
  }

  private static boolean tells(Meaning meaning, String name) {
    for (Preset preset : Preset.values()) {
      if (name.equals(preset.headers().get(meaning))) {
        return true;
      }
    }
    return false;
  }

  private static String name(Meaning meaning) {
    return RecordMapping.CLOUDEVENTS_PREFIX + meaning.attribute();
  }

  private static void addMissing(Headers headers, String name, String text) {
    if (headers.lastWithName(name) == null) {
      add(headers, name, text);
    }
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8), Schema.BYTES_SCHEMA);
  }
}
