package dev.annals.testkit.spec;

import static dev.annals.testkit.spec.Sample.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.model.StreamId;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.Reducer;
import dev.annals.upcast.EventDocument;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What does not hold is told; what holds is not. */
class SpecsTest {
  private static final ReducerSpec PATCHES = ReducerSpec.of(new MergePatch());
  private static final UpcastSpec SPLITS =
      UpcastSpec.ofRules(
          """
          [{"type": "a", "from": 1, "split": "parts.{'type': 'a', 'data': $}"},
           {"type": "b", "from": 1, "drop": true}]
          """);

  /** Counts how often it was asked: no pure function. */
  private static final class Forgetful implements Reducer {
    private int asked;

    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public JsonNode reduce(JsonNode state, EventDocument event) {
      return ((ObjectNode) state).put("asked", ++asked);
    }
  }

  /** Fails for what it is told to, and knows whose events they are. */
  private static final class Choosy implements Reducer {
    @Override
    public String name() {
      return "choosy";
    }

    @Override
    public JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException {
      if (event.data().has("bad")) {
        throw new ReduceException("it is bad");
      }
      return ((ObjectNode) state).put("of", event.stored().stream().toString());
    }
  }

  private static void fails(ThrowingCallable spec, String... parts) {
    assertThatThrownBy(spec)
        .isInstanceOf(AssertionError.class)
        .message()
        .satisfies(message -> assertThat(List.of(parts)).allMatch(message::contains));
  }

  @Test
  void a_state_is_compared_by_what_it_says() {
    FoldedStream stream = PATCHES.given(event("p", "{\"a\": 1.50, \"b\": {\"c\": null}}")).when();

    assertThatCode(() -> stream.then("{\"b\": {}, \"a\": 1.5}")).doesNotThrowAnyException();
    fails(
        () -> stream.then("{\"a\": 1.5}"), "after 1 events the state is", "{\"a\":1.50,\"b\":{}}");
    fails(() -> stream.then("{\"a\": 1.5, \"b\": {\"c\": 0}}"));
    fails(() -> stream.then("{\"a\": \"1.5\", \"b\": {}}"));
  }

  @Test
  void a_stream_without_events_is_at_the_first_state_and_a_tombstone_empties_it() {
    PATCHES.given().when().then("{}");
    PATCHES.given(event("p", "{\"a\": 1}")).when(Sample.withoutPayload("p")).then("null");
  }

  @Test
  void a_reducer_that_keeps_something_is_told() {
    fails(
        () -> ReducerSpec.of(new Forgetful()).given(event("p", "{}")).when().then("{\"asked\": 1}"),
        "another one when the same events are reduced again",
        "a reducer keeps nothing");
  }

  @Test
  void a_reducer_fails_where_it_is_said_to_and_nowhere_else() {
    ReducerSpec choosy = ReducerSpec.of(new Choosy()).on(new StreamId("order", "7"));
    FoldedStream bad = choosy.given(event("p", "{}")).when(event("p", "{\"bad\": 1}"));

    choosy.given(event("p", "{}")).when().then("{\"of\": \"order/7\"}");
    bad.thenFails("cannot take order/7@2: it is bad");
    fails(() -> bad.then("{}"), "cannot take order/7@2: it is bad");
    fails(() -> bad.thenFails("it is good"), "expected a failure", "it is good", "it is bad");
    fails(() -> choosy.given(event("p", "{}")).when().thenFails("bad"), "but the state is");
  }

  @Test
  void a_decision_is_compared_by_its_events() {
    Sample happens = event("p", 2, "{\"a\": 1}").with("correlationid", "c");
    DecidedStream decided = PATCHES.given(event("p", "{\"b\": 2}")).when(state -> List.of(happens));

    decided.thenHappens(event("p", 2, "{\"a\": 1.0}").with("correlationid", "c"));
    decided.then("{\"a\": 1, \"b\": 2}");
    fails(() -> decided.thenHappens(), "what happens is", "p@2 {\"a\": 1}");
    fails(() -> decided.thenHappens(event("p", 2, "{\"a\": 1}")));
    fails(() -> decided.thenHappens(event("p", "{\"a\": 1}").with("correlationid", "c")));
    fails(() -> decided.thenHappens(Sample.withoutPayload("p")));
    fails(() -> decided.thenRefuses(Exception.class), "it does not refuse");
  }

  @Test
  void a_refusal_is_compared_by_its_kind() {
    DecidedStream refused =
        PATCHES
            .given()
            .when(
                state -> {
                  throw new IllegalStateException("no");
                });

    refused.thenRefuses(RuntimeException.class);
    fails(() -> refused.thenRefuses(java.io.IOException.class), "refuses with", "IOException");
    fails(() -> refused.thenHappens(), "it refuses by {}", "no");
  }

  @Test
  void what_an_event_is_shown_as_is_compared_in_order() {
    UpcastSpec.Shown split = SPLITS.given(event("a", "{\"parts\": [{\"n\": 1}, {\"n\": 2}]}"));

    split.then(event("a", 2, "{\"n\": 1}"), event("a", 2, "{\"n\": 2}"));
    fails(
        () -> split.then(event("a", 2, "{\"n\": 2}"), event("a", 2, "{\"n\": 1}")),
        "is shown as",
        "a@2 {\"n\":1}");
    fails(() -> split.then(event("a", 2, "{\"n\": 1}")));
    fails(() -> split.thenIsDropped());
    fails(() -> split.thenIsShownAsStored(), "is not shown as stored");
    fails(() -> split.thenFails("x"), "it is shown as");
    SPLITS.given(event("b", "{}")).thenIsDropped();
    SPLITS.given(event("c", "{}")).thenIsShownAsStored();
    fails(() -> SPLITS.given(event("c", "{}")).then(), "no upcaster takes it");
    fails(() -> SPLITS.given(event("c", "{}")).thenFails("x"), "it is shown as stored");
  }

  @Test
  void an_event_that_cannot_be_upcast_is_told_with_its_reason() {
    UpcastSpec.Shown bad = SPLITS.given(event("a", "{\"parts\": [1]}").with("x", "y"));

    fails(() -> bad.then(event("a", 3, "{}")));
    UpcastSpec.Shown none = SPLITS.given(Sample.withoutPayload("a"));
    none.thenFails("it has no payload");
    fails(() -> none.then(event("a", 2, "{}")), "cannot be upcast", "it has no payload");
    fails(() -> none.thenFails("other"), "it fails", "it has no payload");
    fails(() -> none.thenIsShownAsStored(), "it fails");
  }

  @Test
  void a_sample_whose_data_is_no_json_is_none() {
    assertThatThrownBy(() -> event("a", "{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the text is not JSON");
  }
}
