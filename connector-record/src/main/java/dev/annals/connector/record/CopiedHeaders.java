package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.HeaderCodec.Envelope;
import dev.annals.model.Bytes;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;

/** The headers that a copy keeps of an event which a replay publishes: for whoever checks it. */
public final class CopiedHeaders {
  private CopiedHeaders() {}

  /**
   * Those of a shape, packed as a sink with this mode packs them; the time is that of the original
   * record.
   */
  public static Bytes of(Shaped shaped, VersionMode versions) {
    Envelope envelope = RecordEncoder.envelope(shaped.event().event());
    if (shaped instanceof Shaped.Upcast upcast) {
      envelope = UpcastHeaders.of(upcast, envelope);
    }
    Headers headers = envelope.headers();
    if (shaped instanceof Shaped.NotUpcast failed) {
      add(headers, AnnalsHeaders.UPCAST_FAILURE, failed.reason());
    }
    if (versions == VersionMode.RENUMBER) {
      String name = RecordMapping.CLOUDEVENTS_PREFIX + ReplayedReading.ORIGINAL_VERSION;
      headers.remove(name);
      add(headers, name, Long.toString(shaped.event().version()));
    }
    return HeaderCodec.encode(headers, envelope.timestamp(), envelope.keySchema());
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8), Schema.BYTES_SCHEMA);
  }
}
