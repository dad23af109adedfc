package dev.annals.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A chain's fingerprint: of what it does, not of how it is written down. */
class ChainFingerprintTest {
  private static String of(String rules) {
    return Stored.chain(rules.replace('\'', '"')).fingerprint();
  }

  private static String of(String revision, Shape from, Set<Shape> into) {
    return UpcastChain.of(List.of(new Revised(revision, from, into))).fingerprint();
  }

  /** An upcaster in Java that says its revision. */
  private record Revised(String revision, Shape from, Set<Shape> into) implements Upcaster {
    @Override
    public List<EventDocument> upcast(EventDocument event) {
      return List.of(event);
    }
  }

  @Test
  void changes_with_everything_that_a_rule_does() {
    assertThat(
            List.of(
                UpcastChain.EMPTY.fingerprint(),
                of("[{'type':'a','from':1,'drop':true}]"),
                of("[{'type':'a','from':2,'drop':true}]"),
                of("[{'type':'b','from':1,'drop':true}]"),
                of("[{'type':'a','from':1,'data':'$'}]"),
                of("[{'type':'a','from':1,'to':3,'data':'$'}]"),
                of("[{'type':'a','from':1,'data':'{}'}]"),
                of("[{'type':'a','from':1,'rename':'b','to':2}]"),
                of("[{'type':'a','from':1,'rename':'b','to':2,'data':'$'}]"),
                of("[{'type':'a','from':1,'split':'$'}]"),
                of("[{'type':'a','from':1,'split':'$','into':{'a':2,'b':1}}]"),
                of("[{'type':'a','from':1,'data':'$'},{'type':'a','from':2,'data':'$'}]"),
                of("1", new Shape("a", 1), Set.of()),
                of("2", new Shape("a", 1), Set.of()),
                of("1", new Shape("a", 2), Set.of()),
                of("1", new Shape("a", 1), Set.of(new Shape("a", 2)))))
        .doesNotHaveDuplicates();
  }

  @Test
  void does_not_change_with_the_order_or_with_comments() {
    assertThat(of("[{'type':'a','from':1,'data':'$'},{'type':'b','from':1,'drop':true}]"))
        .isEqualTo(
            of(
                "[{'type':'b','from':1,'drop':true,'comment':'x'},{'from':1,'to':2,'type':'a','data':'$'}]"));
    assertThat(of("[{'type':'a','from':1,'split':'$','into':{'a':2,'b':1}}]"))
        .isEqualTo(of("[{'type':'a','from':1,'split':'$','into':{'b':1,'a':2}}]"));
  }

  @Test
  void an_upcaster_that_does_not_say_its_revision_is_in_no_chain() {
    Upcaster broken =
        new Upcaster() {
          @Override
          public Shape from() {
            return new Shape("a", 1);
          }

          @Override
          public Set<Shape> into() {
            return Set.of();
          }

          @Override
          public List<EventDocument> upcast(EventDocument event) {
            return List.of();
          }

          @Override
          public String revision() {
            throw new IllegalStateException("not now");
          }
        };

    assertThatThrownBy(() -> UpcastChain.of(List.of(broken)))
        .isInstanceOf(BadRulesException.class)
        .hasMessageEndingWith(
            "(a from 1) does not say its revision: java.lang.IllegalStateException: not now");
  }
}
