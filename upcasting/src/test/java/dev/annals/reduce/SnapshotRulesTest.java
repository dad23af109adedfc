package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.UpcastChain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotRulesTest {
  private static final Reducers REDUCERS = Reducers.of(List.of(new Totals()));

  /** A reducer in Java. */
  private static final class Totals implements Reducer {
    @Override
    public String name() {
      return "cart-totals";
    }

    @Override
    public JsonNode reduce(JsonNode state, EventDocument event) {
      return event.data();
    }
  }

  @Test
  void a_rule_names_a_reducer_or_defines_one() throws Exception {
    List<SnapshotRule> rules =
        SnapshotRules.parse(
            """
            [{"entityType": "order", "reducer": "json-merge-patch", "every": 50, "keep": 1},
             {"entityType": "cart", "reducer": "cart-totals"},
             {"entityType": "cart", "comment": "beside it",
              "reducer": {"name": "sum", "jsonata": "{'n': $state.n + n}", "initial": {"n": 1.50}}}]
            """,
            REDUCERS);

    assertThat(rules.get(0).entityType()).isEqualTo("order");
    assertThat(rules.get(0).reducer()).isInstanceOf(MergePatch.class);
    assertThat(List.of(rules.get(0).every(), rules.get(0).keep())).isEqualTo(List.of(50, 1));
    assertThat(rules.get(1).reducer()).isInstanceOf(Totals.class);
    assertThat(List.of(rules.get(1).every(), rules.get(1).keep())).isEqualTo(List.of(100, 2));
    assertThat(Events.folded(rules.get(2).reducer(), UpcastChain.EMPTY, "{\"n\": 2}"))
        .isEqualTo("{\"n\":3.5}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${dir:/etc/rules.json}              | no config provider of the worker has filled in the rules
          [                                   | the text of the rules is not JSON
          {}                                  | the rules are JSON, but no array
          [1]                                 | rule 1 is no object
          [{"reducer": "json-merge-patch"}]   | rule 1 needs a field entityType that is a text
          [{"entityType": "o", "reducr": 1}]  | rule 1 has a field reducr, which is not known; known are entityType, reducer, every, keep, comment
          [{"entityType": "o"}]               | rule 1 needs a field reducer: a name such as "json-merge-patch"
          [{"entityType": "o", "reducer": "x"}] | rule 1 names a reducer x, which is not there; there are cart-totals, json-merge-patch
          [{"entityType": "o", "reducer": {"name": "a"}}] | rule 1 has a reducer without a field jsonata
          [{"entityType": "o", "reducer": {"jsonata": "1"}}] | rule 1 has a reducer without a fit name: a reducer's name is 1 to 100 letters
          [{"entityType": "o", "reducer": {"name": "a", "jsonata": "1", "x": 1}}] | rule 1 has in reducer a field x, which is not known
          [{"entityType": "o", "reducer": {"name": "a", "jsonata": "(1"}}] | rule 1: the expression of reducer a does not compile
          [{"entityType": "o", "reducer": {"name": "cart-totals", "jsonata": "1"}}] | rule 1 calls its expression cart-totals, as another reducer is called
          [{"entityType": "o", "reducer": "json-merge-patch", "every": 0}] | rule 1 has a field every that is no whole number from 1
          [{"entityType": "o", "reducer": "json-merge-patch", "keep": 1.5}] | rule 1 has a field keep that is no whole number from 1
          [{"entityType": "o", "reducer": "json-merge-patch"}, {"entityType": "o", "reducer": "json-merge-patch"}] | rule 2 is another one for entity type o and reducer json-merge-patch
          """)
  void a_rule_that_is_none_is_told_with_its_place(String json, String message) {
    assertThatThrownBy(() -> SnapshotRules.parse(json, REDUCERS))
        .isInstanceOf(BadReducersException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void two_reducers_have_two_names() {
    assertThatThrownBy(() -> Reducers.of(List.of(new Totals(), new Totals())))
        .isInstanceOf(BadReducersException.class)
        .hasMessageEndingWith("are both called cart-totals: give one of them another name");
  }

  @Test
  void a_reducer_without_a_name_is_none() {
    Reducer nameless =
        new Reducer() {
          @Override
          public String name() {
            throw new IllegalStateException("not today");
          }

          @Override
          public JsonNode reduce(JsonNode state, EventDocument event) {
            return state;
          }
        };

    assertThatThrownBy(() -> Reducers.of(List.of(nameless)))
        .isInstanceOf(BadReducersException.class)
        .hasMessageContaining("does not say what it is called")
        .hasMessageContaining("not today");
  }

  @ParameterizedTest
  @CsvSource({"99, 0", "100, 100", "101, 100", "250, 200"})
  void a_snapshot_is_due_at_each_multiple(long version, long boundary) {
    assertThat(new SnapshotRule("o", new MergePatch(), 100, 2).boundary(version))
        .isEqualTo(boundary);
  }
}
