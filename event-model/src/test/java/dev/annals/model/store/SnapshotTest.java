package dev.annals.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
  private static final StreamId ORDER = new StreamId("order", "17");
  private static final ReducerId TOTAL = new ReducerId("total", "0a1b2c3d4e5f");
  private static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");

  private static Snapshot of(StreamId stream, long version, int bytes) {
    return new Snapshot(stream, TOTAL, version, Bytes.of(new byte[bytes]), NOW.plusNanos(999));
  }

  @Test
  void its_time_is_in_milliseconds_as_stores_keep_it() {
    assertThat(of(ORDER, 1, 0).takenAt()).isEqualTo(NOW);
  }

  @Test
  void there_is_none_of_a_stream_without_events() {
    assertThatThrownBy(() -> of(ORDER, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a snapshot is of a version from 1: order/17@0");
  }

  @Test
  void a_state_has_a_mebibyte_and_no_byte_more() {
    assertThat(of(ORDER, 1, 1_048_576).state().size()).isEqualTo(1_048_576);

    assertThatThrownBy(() -> of(ORDER, 3, 1_048_577))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the state of order/17@3 by reducer total@0a1b2c3d has 1,048,577 bytes, but a snapshot"
                + " at most 1,048,576: keep less in it");
  }

  /** Two bytes each of length and one of end for three parts, of 65,535. */
  @Test
  void a_stream_id_may_leave_no_room_for_the_reducer_in_a_partition_key() {
    ReducerId longest = new ReducerId("x".repeat(100), "f".repeat(64));
    int room = 65_535 - 9 - longest.name().length();
    StreamId fits = new StreamId("oo", "ü".repeat((room - 2) / 2));
    StreamId tooLong = new StreamId("ooo", "ü".repeat((room - 2) / 2));

    assertThat(longest.fitsBeside(fits)).isTrue();
    assertThat(longest.fitsBeside(tooLong)).isFalse();
    assertThat(TOTAL.fitsBeside(tooLong)).isTrue();
    assertThatThrownBy(() -> new Snapshot(tooLong, longest, 1, Bytes.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too long for snapshots by reducer xxx");
  }

  @Test
  void a_reducer_is_stored_by_name_and_fingerprint() {
    assertThat(TOTAL.text()).isEqualTo("total@0a1b2c3d4e5f");
    assertThat(TOTAL).hasToString("total@0a1b2c3d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a@b", "a b", "a/b", "ü", "a\n"})
  void neither_of_them_holds_what_would_make_the_text_ambiguous(String text) {
    assertThatThrownBy(() -> new ReducerId(text, "f"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a reducer's name is");
    assertThatThrownBy(() -> new ReducerId("a", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fingerprint of reducer a");
  }
}
