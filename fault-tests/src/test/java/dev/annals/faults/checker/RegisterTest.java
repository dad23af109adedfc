package dev.annals.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Kind;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be answered to an append, and what may not. */
class RegisterTest {
  private static final int WINDOW = 3;

  private final Register register = new Register(WINDOW, false);

  @Test
  void what_expects_the_head_is_accepted_after_it() {
    append("a", "b");

    assertThat(allows(decision("2", "c"), new Answer.Accepted(3))).isTrue();
    assertThat(allows(decision("2", "c"), new Answer.Accepted(4))).isFalse();
    assertThat(allows(decision("1", "c"), new Answer.Accepted(3))).isFalse();
    assertThat(allows(decision("none", "c"), new Answer.Accepted(3))).isFalse();
    assertThat(allows(decision("exists", "c"), new Answer.Accepted(3))).isTrue();
    assertThat(allows(fact("7", "c"), new Answer.Accepted(3))).isTrue();
  }

  @Test
  void an_id_of_the_window_is_never_accepted_again() {
    append("a", "b", "c", "d");

    assertThat(allows(fact("any", "b"), new Answer.Accepted(5))).isFalse();
    assertThat(allows(fact("any", "a"), new Answer.Accepted(5))).isTrue();
  }

  @Test
  void a_duplicate_stands_where_it_says_with_its_content() {
    append("a", "b", "c", "d");

    assertThat(allows(fact("any", "b", "c"), new Answer.Duplicate(2))).isTrue();
    assertThat(allows(fact("any", "b", "c"), new Answer.Duplicate(1))).isFalse();
    assertThat(allows(fact("any", "d", "e"), new Answer.Duplicate(4))).isFalse();
    assertThat(allows(fact("any", "a"), new Answer.Duplicate(1))).as("beyond the window").isTrue();
    assertThat(allows(sent("any", true, new SentEvent("b", "x", "b")), new Answer.Duplicate(2)))
        .as("of another type")
        .isFalse();
  }

  @Test
  void a_conflict_below_the_head_names_what_stands_there_and_any_head_after_it() {
    append("a");
    append("b");
    append("c");

    assertThat(allows(decision("1", "x"), conflict(3, "b"))).isTrue();
    assertThat(allows(decision("1", "x"), conflict(2, "b"))).as("an older head").isTrue();
    assertThat(allows(decision("1", "x"), conflict(1, "b"))).as("no conflict then").isFalse();
    assertThat(allows(decision("1", "x"), conflict(4, "b"))).as("not yet").isFalse();
    assertThat(allows(decision("1", "x"), conflict(3, "c"))).as("another rival").isFalse();
    assertThat(allows(decision("1", "x"), conflict(3, null))).as("no rival").isFalse();
    assertThat(allows(decision("1", "b"), conflict(3, "b"))).as("it is there itself").isFalse();
    assertThat(allows(fact("1", "x"), conflict(3, "b"))).as("a fact").isFalse();
  }

  @Test
  void a_head_between_the_events_of_one_append_never_was() {
    append("a", "b");
    append("c");

    assertThat(allows(decision("none", "x"), conflict(2, "a"))).isTrue();
    assertThat(allows(decision("none", "x"), conflict(1, "a"))).isFalse();
  }

  @Test
  void a_conflict_above_the_head_is_with_this_head() {
    append("a");
    append("b");

    assertThat(allows(decision("5", "x"), conflict(2, null))).isTrue();
    assertThat(allows(decision("5", "x"), conflict(1, null))).isFalse();
    assertThat(allows(decision("2", "x"), conflict(2, null))).as("no conflict").isFalse();
    assertThat(allows(decision("any", "x"), conflict(2, null))).isFalse();
    assertThat(allows(decision("exists", "x"), conflict(2, null))).isFalse();
  }

  @Test
  void other_rejections_have_their_reason() {
    append("a", "b");

    assertThat(allows(fact("any", "b", "c"), rejected("partly-seen", null))).isTrue();
    assertThat(allows(fact("any", "b"), rejected("partly-seen", null))).isFalse();
    assertThat(allows(fact("any", "a", "b"), rejected("partly-seen", null))).isFalse();
    assertThat(allows(fact("any", "x", "x"), rejected("id-repeated", "x"))).isTrue();
    assertThat(allows(fact("any", "x"), rejected("id-repeated", "x"))).isFalse();
    Sent other = sent("any", true, new SentEvent("a", "happened", "other"));
    assertThat(allows(other, rejected("id-reused", "a"))).isTrue();
    assertThat(allows(fact("any", "a"), rejected("id-reused", "a"))).isFalse();
    assertThat(allows(fact("any", "x"), rejected("too-large", null))).isFalse();
    assertThat(allows(fact("any", "x"), rejected("bad-luck", null))).isFalse();
    assertThat(allows(fact("any", "x"), rejected("closed", null))).isFalse();
  }

  @Test
  void a_closed_stream_accepts_nothing_until_that_is_taken_back() {
    append("a");
    Sent closing = sent("any", true, new SentEvent("b", SentEvent.CLOSE, "b"));
    register.append(closing);

    assertThat(register.accepts(fact("any", "c"))).isFalse();
    assertThat(allows(fact("any", "c"), rejected("closed", null))).isTrue();

    register.takeBack(closing);
    assertThat(register.accepts(fact("any", "b"))).isTrue();
    assertThat(register.head()).isEqualTo(1);
  }

  @Test
  void forgotten_is_what_was_refused_for_a_version_that_the_stream_has_reached_since() {
    append("a");

    assertThat(allows(decision("3", "x"), forgotten(3))).isTrue();
    assertThat(allows(decision("3", "x"), forgotten(4))).as("it would conflict").isFalse();
    assertThat(allows(decision("1", "x"), forgotten(1))).as("it fits all the time").isFalse();
    assertThat(allows(decision("none", "x"), forgotten(0))).as("a head that is past").isFalse();
    assertThat(allows(decision("exists", "x"), forgotten(1))).as("a stream").isFalse();
    assertThat(allows(decision("any", "x"), forgotten(1))).isFalse();
    assertThat(allows(decision("3", "a"), forgotten(3))).as("it is there").isFalse();
    assertThat(allows(fact("3", "x"), forgotten(3))).as("a fact").isFalse();
    assertThat(allows(decision("3", "x"), new Answer.Rejected(Register.FORGOTTEN, 3, "a")))
        .as("with a rival")
        .isFalse();
  }

  @Test
  void what_asks_for_a_stream_may_be_forgotten_while_there_is_none() {
    assertThat(allows(decision("exists", "x"), forgotten(1))).isTrue();
    assertThat(allows(decision("exists", "x"), forgotten(0))).isFalse();
  }

  @Test
  void a_closed_stream_forgets_nothing_as_it_stays_closed() {
    register.append(sent("any", true, new SentEvent("a", SentEvent.CLOSE, "a")));

    assertThat(allows(decision("3", "x"), forgotten(3))).isFalse();
  }

  @Test
  void facts_may_be_forgotten_where_they_were_refused_for_a_while() {
    Register refusing = new Register(WINDOW, true);
    refusing.append(fact("any", "a"));

    assertThat(refusing.allows(fact("none", "x"), forgotten(7))).isTrue();
    assertThat(refusing.allows(fact("1", "x"), forgotten(7))).as("never refused").isFalse();
    assertThat(refusing.allows(fact("any", "x"), forgotten(7))).as("never refused").isFalse();
  }

  private static Answer forgotten(long actual) {
    return new Answer.Rejected(Register.FORGOTTEN, actual, null);
  }

  private void append(String... ids) {
    register.append(fact("any", ids));
  }

  private boolean allows(Sent sent, Answer answer) {
    return register.allows(sent, answer);
  }

  private static Answer conflict(long actual, @Nullable String rival) {
    return new Answer.Rejected("version-conflict", actual, rival);
  }

  private static Answer rejected(String reason, @Nullable String rival) {
    return new Answer.Rejected(reason, 2, rival);
  }

  private static Sent decision(String expected, String... ids) {
    return sent(expected, false, events(ids));
  }

  private static Sent fact(String expected, String... ids) {
    return sent(expected, true, events(ids));
  }

  private static SentEvent[] events(String... ids) {
    return Stream.of(ids).map(id -> new SentEvent(id, "happened", id)).toArray(SentEvent[]::new);
  }

  private static Sent sent(String expected, boolean fact, SentEvent... events) {
    StreamName stream = new StreamName("order", "17");
    return new Sent(
        "r", "p", Kind.FACT, "t", stream, List.of(events), new Expected(expected), fact, null, 0);
  }
}
