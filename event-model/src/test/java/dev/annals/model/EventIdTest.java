package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventIdTest {
  /** What is prone to be mistaken for a separator or an escape. */
  private static final List<String> TEXTS =
      List.of(
          "a",
          "a b",
          "b",
          "%20",
          "%2520",
          "a%20b",
          "a ",
          " a",
          " ",
          "@",
          "%40",
          "a@1",
          "a-0@i@5",
          "a-0@i@5+1",
          "+1",
          "a+1",
          "%",
          "%%",
          "%25",
          "a-0@i",
          "5",
          "i@5",
          "ü 日本");

  @Test
  void reads_as_the_documentation_says() {
    Source orders = new Source("orders", 0, "k3Jx");

    assertThat(EventId.of("/shop/checkout", "4711")).hasToString("/shop/checkout 4711");
    assertThat(EventId.of("4711")).hasToString("4711");
    assertThat(EventId.of(new SourcePosition(orders, 5), 0)).hasToString("orders-0@k3Jx@5");
    assertThat(EventId.of(new SourcePosition(orders, 5), 2)).hasToString("orders-0@k3Jx@5+2");
  }

  @Test
  void different_inputs_never_make_the_same_identity() {
    Map<EventId, String> made = new HashMap<>();
    for (String one : TEXTS) {
      put(made, EventId.of(one), "id " + one);
      for (String other : TEXTS) {
        put(made, EventId.of(one, other), "source " + one + ", id " + other);
      }
    }
    put(made, EventId.of("", "a"), "empty source, id a");
    for (String name : TEXTS) {
      for (String incarnation : List.of("i", " ", "%20", "5", "i+1", "-0")) {
        for (int partition : new int[] {0, 1, 10}) {
          for (long position : new long[] {0, 1, 5, 51}) {
            for (int index : new int[] {0, 1, 5}) {
              Source source = new Source(name, partition, incarnation);
              SourcePosition at = new SourcePosition(source, position);
              put(made, EventId.of(at, index), at + ", index " + index);
            }
          }
        }
      }
    }

    assertThat(made).hasSize(23 + 23 * 23 + 1 + 23 * 6 * 3 * 4 * 3);
  }

  private static void put(Map<EventId, String> made, EventId id, String input) {
    assertThat(made.put(id, input)).as("what also makes '%s', as does %s", id, input).isNull();
  }

  @Test
  void an_empty_id_is_refused() {
    assertThatThrownBy(() -> EventId.of("")).hasMessageContaining("event id is empty");
    assertThatThrownBy(() -> EventId.of("/shop", "")).hasMessageContaining("event id is empty");
    assertThatThrownBy(() -> new EventId("")).hasMessageContaining("event id is empty");
  }

  @Test
  void an_id_that_utf8_cannot_hold_is_refused() {
    assertThatThrownBy(() -> EventId.of("a\ud83d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the event id has half a surrogate pair at character 1, which UTF-8 cannot hold");
    assertThat(EventId.of("🚚")).hasToString("🚚");
  }
}
