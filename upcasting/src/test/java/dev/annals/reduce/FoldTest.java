package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.Snapshot;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.UpcastChain;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final UpcastChain SPLIT =
      Events.chain(
          "[{\"type\": \"changed\", \"from\": 1, \"split\": \"parts.{'type': 'changed', 'data': $}\"}]");

  /** A reducer in Java. */
  private record InJava(String revision, Does does) implements Reducer {
    interface Does {
      JsonNode to(JsonNode state, EventDocument event) throws ReduceException;
    }

    @Override
    public String name() {
      return "in-java";
    }

    @Override
    public JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException {
      return does.to(state, event);
    }
  }

  @Test
  void an_event_is_reduced_as_what_it_is_upcast_to() throws Exception {
    String patches = "{\"parts\": [{\"a\": 1}, {\"b\": 2}]}";

    assertThat(Events.folded(new MergePatch(), SPLIT, patches, "{\"parts\": {\"a\": null}}"))
        .isEqualTo("{\"b\":2}");
  }

  @Test
  void an_event_that_upcasting_drops_counts_but_changes_nothing() throws Exception {
    Fold fold =
        new Fold(
            new MergePatch(),
            Events.chain("[{\"type\": \"changed\", \"from\": 1, \"drop\": true}]"));

    State state = fold.next(fold.start(Events.ORDER), Events.event(1, "{\"a\": 1}"));

    assertThat(state)
        .isEqualTo(
            new State(Events.ORDER, 1, EventId.of("e1"), fold.start(Events.ORDER).document()));
  }

  @Test
  void an_event_without_a_payload_is_reduced_as_null_whatever_rules_there_are() throws Exception {
    Fold fold = new Fold(new MergePatch(), SPLIT);
    State before = fold.next(fold.start(Events.ORDER), Events.event(1, "{\"parts\": {\"a\": 1}}"));

    State gone = fold.next(before, Events.event(2, "changed", null));

    assertThat(before.document()).hasToString("{\"a\":1}");
    assertThat(gone.document()).hasToString("null");
    assertThat(gone.version()).isEqualTo(2);
  }

  @Test
  void an_event_of_annals_itself_counts_but_changes_nothing() throws Exception {
    Fold fold =
        new Fold(
            new InJava(
                "1",
                (state, event) -> {
                  throw new ReduceException("it was asked");
                }),
            UpcastChain.EMPTY);

    State closed = fold.next(fold.start(Events.ORDER), Events.event(1, NewEvent.CLOSE, null));

    assertThat(closed)
        .isEqualTo(
            new State(Events.ORDER, 1, EventId.of("e1"), fold.start(Events.ORDER).document()));
  }

  @Test
  void an_event_that_cannot_be_upcast_is_a_failure_that_says_where() {
    Fold fold = new Fold(new MergePatch(), SPLIT);

    assertThatThrownBy(() -> fold.next(fold.start(Events.ORDER), Events.event(1, "no JSON")))
        .isInstanceOf(ReduceException.class)
        .hasMessageStartingWith("reducer json-merge-patch cannot take order/17@1: its payload ");
  }

  @Test
  void a_state_takes_only_the_next_event_of_its_stream() throws Exception {
    Fold fold = new Fold(new MergePatch(), UpcastChain.EMPTY);
    State start = fold.start(Events.ORDER);
    State elsewhere = fold.start(new StreamId("order", "18"));

    assertThatThrownBy(() -> fold.next(start, Events.event(2, "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("order/17@2 does not come after order/17@0");
    assertThatThrownBy(() -> fold.next(elsewhere, Events.event(1, "{}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_reducer_that_changes_what_it_is_given_spoils_no_earlier_state() throws Exception {
    Fold fold =
        new Fold(
            new InJava("1", (state, event) -> ((ObjectNode) state).put("v", 1.0e10)),
            UpcastChain.EMPTY);
    State start = fold.start(Events.ORDER);

    State next = fold.next(start, Events.event(1, "{}"));

    assertThat(start.document()).hasToString("{}");
    assertThat(next.document().get("v").isBigDecimal()).as("as it is read").isTrue();
  }

  @Test
  void what_a_reducer_throws_is_a_failure_that_quotes_nothing() {
    Fold fold =
        new Fold(
            new InJava(
                "1",
                (state, event) -> {
                  throw new IllegalStateException("secret");
                }),
            UpcastChain.EMPTY);

    assertThatThrownBy(() -> fold.next(fold.start(Events.ORDER), Events.event(1, "{}")))
        .isInstanceOf(ReduceException.class)
        .hasMessageStartingWith(
            "reducer in-java cannot take order/17@1: java.lang.IllegalStateException at ")
        .hasMessageNotContaining("secret");
  }

  /** As Kotlin and Lombok let it: neither a RuntimeException nor declared. */
  private static <E extends Throwable> JsonNode sneaky(Throwable fault) throws E {
    @SuppressWarnings("unchecked")
    E undeclared = (E) fault;
    throw undeclared;
  }

  @Test
  void whatever_a_reducer_throws_is_a_failure() {
    for (Throwable fault : List.of(new AssertionError("secret"), new IOException("secret"))) {
      Fold fold =
          new Fold(
              new InJava("1", (state, event) -> FoldTest.<RuntimeException>sneaky(fault)),
              UpcastChain.EMPTY);

      assertThatThrownBy(() -> fold.next(fold.start(Events.ORDER), Events.event(1, "{}")))
          .isInstanceOf(ReduceException.class)
          .hasMessageContaining(fault.getClass().getName())
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void a_reducer_that_cannot_begin_is_a_failure_that_names_the_stream() {
    Reducer broken =
        new Reducer() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public JsonNode initial() {
            throw new IllegalStateException("secret");
          }

          @Override
          public JsonNode reduce(JsonNode state, EventDocument event) {
            return state;
          }
        };

    assertThatThrownBy(() -> new Fold(broken, UpcastChain.EMPTY).start(Events.ORDER))
        .isInstanceOf(ReduceException.class)
        .hasMessageStartingWith(
            "reducer broken has no state to begin order/17 with: java.lang.IllegalStateException at ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_state_that_is_too_large_is_no_snapshot_but_goes_on() throws Exception {
    Fold fold = new Fold(new MergePatch(), UpcastChain.EMPTY);
    String text = "x".repeat(Snapshot.MAX_STATE_BYTES);

    State large = fold.next(fold.start(Events.ORDER), Events.event(1, "\"" + text + "\""));

    assertThatThrownBy(() -> fold.snapshot(large, Events.NOW))
        .isInstanceOf(ReduceException.class)
        .hasMessageContaining("has 1,048,578 bytes, but a snapshot at most 1,048,576");
    assertThat(fold.next(large, Events.event(2, "{}")).document()).hasToString("{}");
  }

  @Test
  void a_snapshot_of_another_reducer_is_not_taken() throws Exception {
    Fold fold = new Fold(new MergePatch(), UpcastChain.EMPTY);
    State state = fold.next(fold.start(Events.ORDER), Events.event(1, "{\"a\": 1}"));
    Snapshot snapshot = fold.snapshot(state, Events.NOW);

    assertThat(fold.resume(snapshot)).isEqualTo(state);
    assertThatThrownBy(() -> new Fold(new MergePatch(), SPLIT).resume(snapshot))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the snapshot order/17@1 is of reducer json-merge-patch@");
  }

  @Test
  void its_id_changes_with_the_reducer_with_its_revision_and_with_the_chain() {
    InJava.Does same = (state, event) -> state;

    assertThat(
            List.of(
                new Fold(new MergePatch(), UpcastChain.EMPTY).id(),
                new Fold(new MergePatch(), SPLIT).id(),
                new Fold(Jsonata.of("a", "$state", "{}"), UpcastChain.EMPTY).id(),
                new Fold(Jsonata.of("a", "$state", "{}"), SPLIT).id(),
                new Fold(new InJava("1", same), UpcastChain.EMPTY).id(),
                new Fold(new InJava("2", same), UpcastChain.EMPTY).id()))
        .doesNotHaveDuplicates();
    assertThat(new Fold(new InJava("1", same), SPLIT).id())
        .isEqualTo(new Fold(new InJava("1", same), SPLIT).id());
  }
}
