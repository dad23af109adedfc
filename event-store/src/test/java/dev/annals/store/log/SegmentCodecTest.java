package dev.annals.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import dev.annals.model.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentCodecTest {
  private static final Source SOURCE = new Source("orders", 0, "k3Jx");
  private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123Z");

  @Test
  void whatever_a_segment_holds_comes_back_exactly() {
    for (int seed = 0; seed < 500; seed++) {
      Segment segment = new RandomOutcomes(seed).segment();
      assertThat(decode(segment, SegmentCodec.encode(segment)))
          .as("seed %d", seed)
          .isEqualTo(segment);
    }
  }

  @Test
  void equal_segments_have_equal_bytes() {
    Segment once = new RandomOutcomes(7).segment();
    Segment again = new RandomOutcomes(7).segment();
    assertThat(SegmentCodec.encode(again)).isEqualTo(SegmentCodec.encode(once));
  }

  @Test
  void an_entry_larger_than_a_segment_comes_back() {
    byte[] payload = new byte[3 * Segment.MAX_BYTES];
    new Random(1).nextBytes(payload);
    Segment segment = segment(List.of(accepted(0, 1, Bytes.of(payload))));
    assertThat(decode(segment, SegmentCodec.encode(segment))).isEqualTo(segment);
  }

  @Test
  void entries_that_are_alike_take_a_fraction_of_their_size() {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      entries.add(
          accepted(
              i, i + 1, Bytes.of(("{\"amount\":" + i + ",\"currency\":\"EUR\"}").getBytes(UTF_8))));
    }
    int packed = SegmentCodec.encode(segment(entries)).remaining();
    assertThat(packed).isLessThan(500 * 40);
  }

  @Test
  void a_body_that_was_cut_off_anywhere_is_refused() {
    for (Segment segment : List.of(small(), large())) {
      ByteBuffer body = SegmentCodec.encode(segment);
      for (int length = 0; length < body.limit(); length++) {
        ByteBuffer cut = body.duplicate().limit(length);
        assertThatThrownBy(() -> decode(segment, cut))
            .as("%d of %d bytes", length, body.limit())
            .isInstanceOf(StoreException.class);
      }
    }
  }

  @Test
  void a_body_with_a_changed_byte_anywhere_is_refused() {
    for (Segment segment : List.of(small(), large())) {
      ByteBuffer body = SegmentCodec.encode(segment);
      for (int at = 0; at < body.limit(); at++) {
        byte[] changed = Bytes.copyOf(body).toArray();
        changed[at] ^= 0x41;
        assertThatThrownBy(() -> decode(segment, ByteBuffer.wrap(changed)))
            .as("byte %d of %d", at, body.limit())
            .isInstanceOf(StoreException.class);
      }
    }
  }

  @Test
  void a_body_with_more_behind_it_is_refused() {
    ByteBuffer body = SegmentCodec.encode(small());
    ByteBuffer longer = ByteBuffer.allocate(body.limit() + 1).put(body).put((byte) 0).flip();
    assertThatThrownBy(() -> decode(small(), longer)).isInstanceOf(StoreException.class);
  }

  @Test
  void a_format_of_a_later_version_is_refused_with_its_place_and_the_way_out() {
    byte[] later = Bytes.copyOf(SegmentCodec.encode(small())).toArray();
    later[0] = 9;
    assertThatThrownBy(() -> decode(small(), ByteBuffer.wrap(later)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("orders-0@k3Jx in shard 2")
        .hasMessageContaining("at 100")
        .hasMessageContaining("format 9")
        .hasMessageContaining("update Annals");
  }

  private static Segment small() {
    return segment(List.of(accepted(0, 1, null)));
  }

  private static Segment large() {
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(accepted(i, i + 1, Bytes.of(new byte[30])));
    }
    return segment(entries);
  }

  private static LogEntry accepted(int at, long version, @Nullable Bytes payload) {
    NewEvent event = NewEvent.of(EventId.of("id-" + at), "order.placed", payload);
    return new LogEntry.Accepted(
        List.of(
            new RecordedEvent(
                new StreamId("order", "o-1"),
                version,
                event,
                NOW,
                new SourcePosition(SOURCE, 100 + at),
                0)),
        version == 1 ? null : new SourcePosition(SOURCE, 99 + at),
        null);
  }

  private static Segment segment(List<LogEntry> entries) {
    return new Segment(2, SOURCE, 100, 100 + entries.size(), -1, entries);
  }

  private static Segment decode(Segment segment, ByteBuffer body) {
    SegmentRange range = new SegmentRange(segment.first(), segment.upto(), segment.previous());
    return SegmentCodec.decode(segment.shard(), segment.source(), range, body);
  }
}
