package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.kind.Kept;
import dev.annals.connector.kind.KindWriter;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that a replay published, on its way to the stream of another store that it has in the
 * one it comes from: with the same id, attributes, key, headers and timestamp. Needs no mapping.
 */
final class ReplayedReading {
  /** The version an event had in the store it was copied from, where it has another one here. */
  static final String ORIGINAL_VERSION = "originalversion";

  /** What the replay has put after the headers the event is stored with. */
  private static final Set<String> ADDED =
      Set.of(
          AnnalsHeaders.ENTITY_VERSION,
          AnnalsHeaders.SEQUENCE,
          AnnalsHeaders.STORE,
          AnnalsHeaders.OUTCOME,
          AnnalsHeaders.REPLAY,
          AnnalsHeaders.EVENT);

  private final VersionMode versions;
  private final SinkRecord record;
  private final SourcePosition at;
  private final KindWriter kinds;
  private final Needs needs = new Needs();

  ReplayedReading(VersionMode versions, SinkRecord record, SourcePosition at, KindWriter kinds) {
    this.versions = versions;
    this.record = record;
    this.at = at;
    this.kinds = kinds;
  }

  /** What has to be stored before the append; complete once that is read. */
  NeededSchemas needed() {
    return needs.all();
  }

  AppendRequest append() throws NotDecodable {
    StoredEventJson stored = StoredEventJson.read(described());
    long version = stored.version();
    Kept key = RecordKey.kept(record, kinds);
    Kept payload = RecordValue.of(record, kinds).kept();
    boolean renumbers = versions == VersionMode.RENUMBER;
    // Not by the header ce_part: an event that was copied from a part has that, too.
    if (!renumbers && stored.isPart()) {
      throw new NotDecodable(
          "it is one of the events that a rule splits version %d into, so it has no version of its own: set version.mode=renumber"
              .formatted(version));
    }
    Map<String, String> more =
        renumbers ? Map.of(ORIGINAL_VERSION, Long.toString(version)) : Map.of();
    NewEvent event = stored.event(payload, key, headers(key, version), more);
    StreamId stream = stored.stream();
    needs.add(stream, event, payload, key);
    return new AppendRequest(
        stream,
        List.of(event),
        renumbers ? ExpectedVersion.ANY : ExpectedVersion.of(version - 1),
        OnConflict.REJECT,
        at);
  }

  private String described() throws NotDecodable {
    Header header = lastOfReplay();
    String text = header == null ? null : HeaderValue.identifyingText(header);
    if (text == null) {
      throw new NotDecodable(
          "no replay published the record (it has no header %s), but version.mode=%s takes nothing else: take the topic out of the sink's topics, or set version.mode=next"
              .formatted(AnnalsHeaders.EVENT, versions.text()));
    }
    return text;
  }

  /**
   * What the replay said of the event. An event that is stored with such a header, having come from
   * another store once, has it before what its own store adds, and says nothing of itself by it.
   */
  private @Nullable Header lastOfReplay() {
    Header last = null;
    for (Header header : record.headers()) {
      if (header.key().equals(AnnalsHeaders.EVENT)) {
        last = header;
      } else if (header.key().equals(AnnalsHeaders.STORE)) {
        last = null;
      }
    }
    return last;
  }

  /** As the event was stored with: without what the replay added, each the last of its name. */
  private Bytes headers(Kept key, long version) {
    List<Header> all = new ArrayList<>();
    record.headers().forEach(all::add);
    for (String name : ADDED) {
      removeLast(all, name);
    }
    Headers kept = new ConnectHeaders();
    String original = RecordMapping.CLOUDEVENTS_PREFIX + ORIGINAL_VERSION;
    for (Header header : all) {
      if (versions != VersionMode.RENUMBER || !header.key().equals(original)) {
        kept.add(header);
      }
    }
    if (versions == VersionMode.RENUMBER) {
      kept.add(original, Long.toString(version).getBytes(UTF_8), Schema.BYTES_SCHEMA);
    }
    return HeaderCodec.encode(kept, record.timestamp(), key.schemaId());
  }

  private static void removeLast(List<Header> headers, String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).key().equals(name)) {
        headers.remove(i);
        return;
      }
    }
  }
}
