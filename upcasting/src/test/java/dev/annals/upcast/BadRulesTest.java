package dev.annals.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadRulesTest {
  static Stream<Arguments> rules() {
    return Stream.of(
        bad("", "the text of the rules is not JSON: it is empty: write an array of rules"),
        bad("[{]", "the text of the rules is not JSON (line 1, column 3): write an array of rules"),
        bad("[] []", "the text of the rules is not JSON (line 1, column 4): write an array"),
        bad(
            "[{'type':'a','type':'b'}]",
            "the text of the rules has an object in which a name stands twice (line 1, column"),
        bad(
            "${dir:/etc/annals:rules.json}",
            "no config provider of the worker has filled in the rules: is its name in"),
        bad("{}", "the rules are JSON, but no array: write them between [ and ]"),
        bad("[{'type':'a','from':1,'drop':true}, 7]", "rule 2 is no object: write {\"type\""),
        bad("[{'from':1,'drop':true}]", "rule 1 needs a field type that is a text, an event type"),
        bad("[{'type':'','from':1}]", "rule 1 needs a field type that is a text, an event type"),
        bad("[{'type':'a','data':'x'}]", "rule 1 needs a field from that is a whole number from 1"),
        bad("[{'type':'a','from':0}]", "rule 1 needs a field from that is a whole number from 1"),
        bad("[{'type':'a','from':'1'}]", "rule 1 needs a field from that is a whole number from 1"),
        bad("[{'type':'a','from':1.5}]", "rule 1 needs a field from that is a whole number from 1"),
        bad(
            "[{'type':'a','from':1,'form':2}]",
            "rule 1 (a from 1) has a field form, which is not known; known are type, from, to,"
                + " rename, data, split, into, drop, comment"),
        bad(
            "[{'type':'a','from':1,'to':2}]",
            "rule 1 (a from 1) does not say what to do: add data, rename, split or drop"),
        bad(
            "[{'type':'a','from':1,'data':'$','drop':true}]",
            "rule 1 (a from 1) says several things to do: take one of split, drop, or data and"
                + " rename"),
        bad(
            "[{'type':'a','from':1,'split':'[]','rename':'b'}]",
            "rule 1 (a from 1) says several things to do"),
        bad(
            "[{'type':'a','from':1,'drop':'x = 1'}]",
            "rule 1 (a from 1) has a drop that is not true: to drop some events only, split into"),
        bad("[{'type':'a','from':1,'drop':true,'to':2}]", "rule 1 (a from 1) leads nowhere, as it"),
        bad(
            "[{'type':'\\ud800','from':1,'data':'$'}]",
            "rule 1 has half a surrogate pair in type: no event has such a type"),
        bad(
            "[{'type':'a','from':2147483647,'data':'$'}]",
            "rule 1 (a from 2147483647) is from the last schema version there is"),
        bad(
            "[{'type':'a','from':3,'to':3,'data':'$'}]",
            "rule 1 (a from 3) leads to version 3 of its type, which is not above 3"),
        bad(
            "[{'type':'a','from':1,'to':'2','data':'$'}]",
            "rule 1 (a from 1) needs a field to that is a whole number from 1, a schema version"),
        bad(
            "[{'type':'a','from':1,'rename':'b'}]",
            "rule 1 (a from 1) renames the type, but does not say which schema version of b it"
                + " leads to: add to"),
        bad(
            "[{'type':'a','from':1,'rename':'a','to':2}]",
            "rule 1 (a from 1) renames the type to what it is: name another, or take rename out"),
        bad(
            "[{'type':'a','from':1,'data':'$','into':{'b':1}}]",
            "rule 1 (a from 1) has into, which belongs to split: with data or rename write to"),
        bad(
            "[{'type':'a','from':1,'split':'[]','into':['b']}]",
            "rule 1 (a from 1) has an into that is no object"),
        bad(
            "[{'type':'a','from':1,'split':'[]','into':{'b':0}}]",
            "rule 1 (a from 1) has an into whose entries are not a type and a whole number"),
        bad(
            "[{'type':'a','from':1,'split':'[]','into':{'a':1}}]",
            "rule 1 (a from 1) leads to version 1 of its type, which is not above 1"),
        bad(
            "[{'type':'a','from':1,'split':'[]','into':{'b':1},'to':2}]",
            "rule 1 (a from 1) has both into and to: into names a version for each type already"),
        bad(
            "[{'type':'a','from':1,'data':7}]",
            "rule 1 (a from 1) has a data that is no text: write an expression of JSONata"),
        bad(
            "[{'type':'a','from':1,'data':'{'}]",
            "rule 1 (a from 1) has an expression in data that does not compile: "),
        bad(
            "[{'type':'a','from':1,'split':'$map(lines, '}]",
            "rule 1 (a from 1) has an expression in split that does not compile: "),
        bad("[{'type':'a','from':1,'data':'total +'}]", "(at character 7)"),
        bad(
            "[{'type':'a','from':1,'drop':true},{'type':'a','from':1,'data':'$'}]",
            "rule 2 (a from 1) is for the same step as rule 1 (a from 1): one event cannot go two"
                + " ways, take one of them out"),
        bad(
            "[{'type':'a','from':1,'rename':'b','to':1},{'type':'b','from':1,'rename':'a','to':1}]",
            "rule 1 (a from 1) leads in a circle: a@1 -> b@1 -> a@1. An event would never arrive:"
                + " take one step out"),
        bad(
            "[{'type':'x','from':1,'rename':'b','to':1},"
                + "{'type':'b','from':1,'split':'[]','into':{'c':1,'d':2}},"
                + "{'type':'d','from':2,'rename':'b','to':1}]",
            "rule 2 (b from 1) leads in a circle: b@1 -> d@2 -> b@1."),
        bad(
            "[{'type':'a','from':1,'data':'$'},{'type':'a','from':3,'data':'$'}]",
            "rule 1 (a from 1) leads to a@2, where nothing goes on, although rule 2 (a from 3)"
                + " does: the step between is missing"),
        bad(
            "[{'type':'b','from':5,'data':'$'},{'type':'b','from':4,'data':'$'},"
                + "{'type':'a','from':1,'rename':'b','to':2}]",
            "rule 3 (a from 1) leads to b@2, where nothing goes on, although rule 2 (b from 4)"));
  }

  /** With apostrophes for quotes. */
  private static Arguments bad(String rules, String message) {
    return Arguments.of(rules.replace('\'', '"'), message);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void each_bad_rule_is_refused_with_its_sentence(String rules, String message) {
    assertThatThrownBy(() -> Stored.chain(rules))
        .isInstanceOf(BadRulesException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rules_may_begin_with_the_byte_order_mark_of_an_editor() {
    assertThat(JsonRules.parse("\ufeff[{\"type\":\"a\",\"from\":1,\"drop\":true}]")).hasSize(1);
  }

  /** In both orders: one runs into the long way, the other puts it together from short ones. */
  @Test
  void a_chain_longer_than_a_stack_is_refused() {
    List<Upcaster> steps = new ArrayList<>();
    for (int version = 1; version <= 500; version++) {
      steps.add(
          new Step(new Shape("a", version), Set.of(new Shape("a", version + 1)), false, List::of));
    }
    assertThat(UpcastChain.of(steps).isOneToOne()).isTrue();
    for (int version = 501; version <= 20_000; version++) {
      steps.add(
          new Step(new Shape("a", version), Set.of(new Shape("a", version + 1)), false, List::of));
    }

    for (int order = 0; order < 2; order++) {
      assertThatThrownBy(() -> UpcastChain.of(steps))
          .isInstanceOf(BadRulesException.class)
          .hasMessageContaining("is in a chain of more than 500 steps");
      Collections.reverse(steps);
    }
  }

  @Test
  void a_rule_and_an_upcaster_in_java_for_one_step_are_refused() {
    List<Upcaster> both =
        List.of(
            JsonRules.parse("[{\"type\":\"a\",\"from\":1,\"drop\":true}]").get(0),
            new Step(new Shape("a", 1), Set.of(new Shape("a", 2)), false, List::of));

    assertThatThrownBy(() -> UpcastChain.of(both))
        .hasMessage(
            "upcaster dev.annals.upcast.Step (a from 1) is for the same step as rule 1 (a from 1):"
                + " one event cannot go two ways, take one of them out");
  }

  /** A leap, two ways to one shape, and an end that others start behind for other reasons. */
  @Test
  void a_chain_may_leap_join_and_end_anywhere() {
    UpcastChain chain =
        Stored.chain(
            """
            [{"type": "a", "from": 1, "to": 3, "data": "$", "comment": "2 was never released"},
             {"type": "a", "from": 2, "data": "$"},
             {"type": "b", "from": 1, "rename": "a", "to": 3},
             {"type": "c", "from": 7, "data": "$"}]
            """);

    assertThat(chain.isOneToOne()).isTrue();
    assertThat(chain.isEmpty()).isFalse();
  }
}
