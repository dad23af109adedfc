package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.source.scan.EarlyEvent;
import dev.annals.source.scan.ScanOffset;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan is, as fields of an offset. A stream is written {@code type/id}, with {@code ~1}
 * for a slash in the type and {@code ~0} for a tilde; early appends {@code shard:position:source},
 * with commas between.
 */
final class ScanFields {
  static final String TOKEN = "token";
  static final String STREAM = "stream";
  static final String VERSION = "version";
  static final String EARLY = "early";
  static final String EVENTS = "events";
  static final String STREAMS = "streams";
  static final List<String> ALL = List.of(TOKEN, STREAM, VERSION, EARLY, EVENTS, STREAMS);

  private ScanFields() {}

  static void put(ScanOffset offset, Map<String, Object> into) {
    into.put(TOKEN, offset.token());
    into.put(STREAM, text(offset.stream()));
    into.put(VERSION, offset.version());
    into.put(EARLY, text(offset.early()));
    into.put(EVENTS, offset.events());
    into.put(STREAMS, offset.streams());
  }

  static ScanOffset parse(Map<String, ?> offset, String shape) {
    long token = OffsetFields.wholeNumber(offset, TOKEN, Long.MIN_VALUE, Long.MAX_VALUE, shape);
    String stream = OffsetFields.text(offset, STREAM, shape);
    String early = OffsetFields.text(offset, EARLY, shape);
    try {
      return new ScanOffset(
          token,
          stream.isEmpty() ? null : stream(stream),
          OffsetFields.wholeNumberOrZero(offset, VERSION, shape),
          early(early),
          OffsetFields.wholeNumberOrZero(offset, EVENTS, shape),
          OffsetFields.wholeNumberOrZero(offset, STREAMS, shape));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "%s cannot be read: %s%s".formatted(offset, wrong.getMessage(), shape), wrong);
    }
  }

  static String text(List<EarlyEvent> early) {
    StringJoiner text = new StringJoiner(",");
    for (EarlyEvent event : early) {
      text.add(event.shard() + ":" + event.at().position() + ":" + escape(event.at().source()));
    }
    return text.toString();
  }

  private static String text(@Nullable StreamId stream) {
    if (stream == null) {
      return "";
    }
    return stream.entityType().replace("~", "~0").replace("/", "~1") + "/" + stream.entityId();
  }

  private static StreamId stream(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("stream '" + text + "' is no type/id");
    }
    String type = text.substring(0, slash).replace("~1", "/").replace("~0", "~");
    return new StreamId(type, text.substring(slash + 1));
  }

  static List<EarlyEvent> early(String text) {
    List<EarlyEvent> early = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] parts = one.split(":", 3);
      if (parts.length < 3) {
        throw new IllegalArgumentException("'" + one + "' in early is no shard:position:source");
      }
      SourcePosition at = new SourcePosition(source(parts[2]), Long.parseLong(parts[1]));
      early.add(new EarlyEvent(Integer.parseInt(parts[0]), at));
    }
    return early;
  }

  /** Names of topics stay as they are; of other names, what would end an entry is escaped. */
  static String escape(Source source) {
    return URLEncoder.encode(source.text(), UTF_8).replace("%40", "@");
  }

  static Source source(String escaped) {
    return Source.parse(URLDecoder.decode(escaped, UTF_8));
  }
}
