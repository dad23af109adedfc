package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.EventId;
import dev.annals.model.StreamId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamStateTest {

  @Test
  void nothing_is_known_of_a_stream_that_was_never_written_to() {
    StreamState state = StreamState.empty(Notation.STREAM);

    assertThat(state.head()).isZero();
    assertThat(state.newest()).isNull();
    assertThat(state.registers()).isEmpty();
    assertThat(state.idAt(1)).isNull();
  }

  @Test
  void only_the_window_is_remembered() {
    StreamState state = GivenStream.withHead(25).state();

    assertThat(state.versionOf(EventId.of("e25"))).isEqualTo(25);
    assertThat(state.versionOf(EventId.of("e16"))).isEqualTo(16);
    assertThat(state.versionOf(EventId.of("e15"))).isNull();
    assertThat(state.idAt(16)).isEqualTo(EventId.of("e16"));
    assertThat(state.idAt(15)).isNull();
    assertThat(state.idAt(26)).isNull();
    assertThat(state.weight()).as("BOUNDED").isEqualTo(1 + 10 + 1);
  }

  @Test
  void long_ids_weigh_what_they_take() {
    StreamId longest = new StreamId("order", "x".repeat(60_000));
    assertThat(StreamState.empty(longest).weight()).as("BOUNDED").isEqualTo(1 + 600);

    GivenStream stream = new GivenStream().append("g1 any " + "e".repeat(5_000));
    assertThat(stream.state().weight()).isEqualTo(1 + 1 + 50 + 1);
    assertThat(stream.grow(30).state().weight()).as("passed the window").isEqualTo(1 + 10 + 1);
  }

  @Test
  void an_id_appended_again_beyond_the_window_is_remembered_where_it_stands_now() {
    GivenStream stream = GivenStream.withHead(11).append("s1 any e1").grow(21);

    assertThat(stream.state().versionOf(EventId.of("e1"))).isEqualTo(12);
    assertThat(stream.grow(22).state().versionOf(EventId.of("e1"))).isNull();
  }

  @Test
  void the_newest_event_is_remembered_even_without_a_window() {
    GivenStream stream = new GivenStream(new AppendLimits(500, 0)).grow(5);

    assertThat(stream.state().newest()).isEqualTo(Notation.position("g5"));
  }

  @Test
  void a_hole_among_the_newest_events_is_a_fault() {
    assertThatThrownBy(() -> state(5, seen(3), seen(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order/4711")
        .hasMessageContaining("hole between 3 and 5");
  }

  @Test
  void events_that_end_before_the_head_are_a_fault() {
    assertThatThrownBy(() -> state(6, seen(4), seen(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("head 6");
  }

  private static SeenEvent seen(long version) {
    return new SeenEvent(version, EventId.of("e" + version), Notation.position("g" + version));
  }

  private static StreamState state(long head, SeenEvent... recent) {
    return new StreamState(Notation.STREAM, 0, head, false, Map.of(), List.of(recent));
  }
}
