package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where transactions land, buckets being 500 versions long. */
class BucketDecisionTest {

  @ParameterizedTest(name = "{1} on head {0}: bucket {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0    | s1 any a      | 0 | write 1 s1
          498  | s1 any a      | 0 | write 499 s1
          499  | s1 any a      | 0 | write 500 s1
          499  | s1 any a b c  | 0 | write 500-502 s1
          500  | s1 any a      | 1 | open 1: write 501 s1
          501  | s1 any a      | 1 | write 502 s1
          999  | s1 any a b    | 1 | write 1000-1001 s1
          1000 | s1 any a      | 2 | open 2: write 1001 s1
          499  | s1 9999 a     | 0 | mark s1
          500  | s1 9999 a     | 1 | open 1: mark s1
          501  | s1 9999 a     | 1 | mark s1
          500  | s1 any e500   | 1 | open 1: mark s1
          500  | s1 499 e500   | - | -
          """)
  void an_append_and_a_marker_alike_land_where_the_next_event_does(
      int head, String request, String bucket, String transaction) {
    StreamTransaction decided = GivenStream.withHead(head).decide(request).transaction();

    assertThat(Notation.text(decided)).isEqualTo(transaction);
    assertThat(decided == null ? "-" : Long.toString(decided.bucket())).isEqualTo(bucket);
  }

  @Test
  void joining_stops_when_the_bucket_is_full() {
    GivenStream stream = GivenStream.withHead(498);

    Decision.Decided decided = stream.decide("s1 any a; s2 any b; s3 any c; s4 any d");

    assertThat(Notation.text(decided.verdicts())).isEqualTo("accepted 499; accepted 500");
    assertThat(Notation.text(decided.transaction())).isEqualTo("write 499-500 s2");
    stream.take(decided);
    assertThat(Notation.text(stream.decide("s3 any c; s4 any d").transaction()))
        .isEqualTo("open 1: write 501-502 s4");
  }

  @Test
  void joining_stops_after_the_append_that_overshoots_its_bucket() {
    Decision.Decided decided = GivenStream.withHead(498).decide("s1 any a b c d; s2 any e");

    assertThat(Notation.text(decided.verdicts())).isEqualTo("accepted 499-502");
  }

  @Test
  void a_refusal_waits_for_the_next_transaction_when_the_bucket_is_full() {
    GivenStream stream = GivenStream.withHead(499);

    Decision.Decided decided = stream.decide("s1 any a; s2 9999 b");

    assertThat(Notation.text(decided.transaction())).isEqualTo("write 500 s1");
    stream.take(decided);
    assertThat(Notation.text(stream.decide("s2 9999 b").transaction()))
        .isEqualTo("open 1: mark s2");
  }

  @Test
  void the_largest_overshoot_opens_the_bucket_right_after() {
    GivenStream stream = GivenStream.withHead(499);
    StringBuilder largest = new StringBuilder("s1 any");
    for (int i = 0; i < AppendLimits.MAX_EVENTS; i++) {
      largest.append(" x").append(i);
    }
    stream.append(largest.toString());

    assertThat(stream.state().head()).isEqualTo(999);
    assertThat(Notation.text(stream.decide("s2 any y").transaction()))
        .isEqualTo("open 1: write 1000 s2");
  }

  @Test
  void who_opens_a_bucket_carries_every_register_over() {
    GivenStream stream = GivenStream.after("s1 any a; t2 any b; u3 9999 x").grow(500);

    StreamTransaction opening = Objects.requireNonNull(stream.decide("t3 any c").transaction());

    assertThat(opening.carried())
        .containsOnly(
            Map.entry(Notation.source("s"), new Register(1, 1)),
            Map.entry(Notation.source("u"), new Register(3, 0)),
            Map.entry(Notation.source("g"), new Register(500, 500)));
    assertThat(opening.registers())
        .containsOnly(Map.entry(Notation.source("t"), new Register(3, 501)));
    assertThat(opening.head()).isEqualTo(500);
  }

  @Test
  void who_writes_to_an_open_bucket_carries_nothing() {
    StreamTransaction transaction =
        Objects.requireNonNull(GivenStream.withHead(501).decide("s1 any a").transaction());

    assertThat(transaction.opensBucket()).isFalse();
    assertThat(transaction.carried()).isEmpty();
  }

  @Test
  void after_a_marker_opened_the_bucket_an_append_finds_it_open() {
    GivenStream stream = GivenStream.withHead(500).append("s1 9999 x");

    assertThat(stream.state().bucket()).isEqualTo(1);
    assertThat(stream.state().head()).isEqualTo(500);
    assertThat(Notation.text(stream.decide("s2 500 y").transaction())).isEqualTo("write 501 s2");
  }

  @Test
  void a_bucket_holds_the_largest_append() {
    assertThatThrownBy(() -> new AppendLimits(499, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("499");
    assertThatThrownBy(() -> new AppendLimits(500, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
