package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONCE, for an event that is sent again at another position. */
class DuplicateDecisionTest {

  @ParameterizedTest(name = "{0} at head 20, window 10: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any e20      | duplicate 20 | mark s7
          s7 any e11      | duplicate 11 | mark s7
          s7 any e10      | accepted 21  | write 21 s7
          s7 exists e11   | duplicate 11 | mark s7
          s7 20 e11       | duplicate 11 | mark s7
          s7 20 e10       | accepted 21  | write 21 s7
          s7 99 e11       | duplicate 11 | mark s7
          s7 fact:3 e11   | duplicate 11 | mark s7
          s7 fact:9 e10   | accepted 21 !20 | write 21 s7
          s7 any e20*     | ID_REUSED e20 | mark s7
          s7 any e11*     | ID_REUSED e11 | mark s7
          s7 any e10*     | accepted 21  | write 21 s7
          """)
  void an_id_among_the_last_events_is_a_duplicate_up_to_the_edge_of_the_window(
      String request, String verdict, String transaction) {
    check(GivenStream.withHead(20), request, verdict, transaction);
  }

  @ParameterizedTest(name = "{0} at head 20, window 10: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 19 e20          | duplicate 20
          s7 10 e11          | duplicate 11
          s7 none e1         | duplicate 1
          s7 4 e5            | duplicate 5
          s7 4 e5 e6 e7      | duplicate 5
          s7 8 e9 e10 e11    | duplicate 9
          s7 18 e19 e20      | duplicate 19
          s7 4 e6            | VERSION_CONFLICT e5
          s7 4 e20           | VERSION_CONFLICT e5
          s7 4 e5 x          | VERSION_CONFLICT e5
          s7 4 x e6          | VERSION_CONFLICT e5
          s7 4 e5 e7 e6      | VERSION_CONFLICT e5
          s7 19 e19          | VERSION_CONFLICT e20
          s7 4 e5*           | ID_REUSED e5
          s7 4 e5 e6* e7     | ID_REUSED e6
          s7 19 e20*         | ID_REUSED e20
          """)
  void a_retry_of_a_numbered_append_looks_behind_the_expected_version_only_and_leaves_no_mark(
      String request, String verdict) {
    check(GivenStream.withHead(20), request, verdict, "-");
  }

  @ParameterizedTest(name = "{0} after a b c d: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any a b c     | duplicate 1  | mark s7
          s7 any b c       | duplicate 2  | mark s7
          s7 any d         | duplicate 4  | mark s7
          s7 any c d x     | PARTLY_SEEN  | mark s7
          s7 any x a b     | PARTLY_SEEN  | mark s7
          s7 any a x b     | PARTLY_SEEN  | mark s7
          s7 any b a       | PARTLY_SEEN  | mark s7
          s7 any a c       | PARTLY_SEEN  | mark s7
          s7 any x d       | PARTLY_SEEN  | mark s7
          s7 4 d x         | PARTLY_SEEN  | mark s7
          s7 fact:9 d x    | PARTLY_SEEN  | mark s7
          s7 any x x       | ID_REPEATED x | mark s7
          s7 any a a       | ID_REPEATED a | mark s7
          s7 any a b* c    | ID_REUSED b  | mark s7
          s7 any x y       | accepted 5-6 | write 5-6 s7
          """)
  void an_atomic_append_is_a_duplicate_as_a_whole_or_rejected(
      String request, String verdict, String transaction) {
    check(GivenStream.after("g1 any a b; g2 any c; g3 any d"), request, verdict, transaction);
  }

  @ParameterizedTest(name = "{0} at head 20, window 10: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any e9 e10 e11      | duplicate 9   | mark s7
          s7 any e10 e11         | duplicate 10  | mark s7
          s7 any e10* e11        | ID_REUSED e10 | mark s7
          s7 any x e10 e11       | PARTLY_SEEN   | mark s7
          s7 any e8 e10 e11      | PARTLY_SEEN   | mark s7
          s7 any e9 e10          | accepted 21-22 | write 21-22 s7
          """)
  void an_atomic_append_that_straddles_the_edge_of_the_window_is_a_duplicate_all_the_same(
      String request, String verdict, String transaction) {
    check(GivenStream.withHead(20), request, verdict, transaction);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s1 any a; s2 any a             | accepted 1; duplicate 1                | write 1 s2
          s1 any a; s2 any a*            | accepted 1; ID_REUSED a                | write 1 s2
          s1 none a; s2 none a           | accepted 1; duplicate 1                | write 1 s2
          s1 none a; s2 none b           | accepted 1; VERSION_CONFLICT a         | write 1 s2
          s1 any a b; s2 any a b         | accepted 1-2; duplicate 1              | write 1-2 s2
          s1 any a; s2 any b; s3 any a b | accepted 1; accepted 2; duplicate 1    | write 1-2 s3
          s1 any a; s2 any b a           | accepted 1; PARTLY_SEEN                | write 1 s2
          s1 any a; t1 any a             | accepted 1; duplicate 1                | write 1 s1 t1
          """)
  void what_the_same_transaction_is_about_to_write_counts(
      String requests, String verdicts, String transaction) {
    check(new GivenStream(), requests, verdicts, transaction);
  }

  @ParameterizedTest(name = "window {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | accepted 4; accepted 5
          1 | duplicate 3; accepted 4
          2 | duplicate 3; duplicate 2
          """)
  void a_small_window_remembers_little(int window, String verdicts) {
    GivenStream stream = new GivenStream(new AppendLimits(500, window)).grow(3);

    check(stream, "s7 any e3; s8 any e2", verdicts, null);
  }

  @ParameterizedTest(name = "{0} after many others in the same go: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a2  | duplicate 2
          a1  | accepted 12
          """)
  void the_window_slides_within_a_transaction(String id, String verdict) {
    StringBuilder requests = new StringBuilder();
    for (int i = 1; i <= 11; i++) {
      requests.append("s").append(i).append(" any a").append(i).append("; ");
    }
    requests.append("s12 any ").append(id);

    Decision.Decided decided = new GivenStream().decide(requests.toString());

    assertThat(Notation.text(decided.verdicts().get(11))).isEqualTo(verdict);
  }

  private static void check(
      GivenStream stream, String requests, String verdicts, @Nullable String transaction) {
    Decision.Decided decided = stream.decide(requests);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdicts);
    if (transaction != null) {
      assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
    }
    Decision.Decided afterReload = stream.reloaded().decide(requests);
    assertThat(Notation.text(afterReload.verdicts())).as("after a reload").isEqualTo(verdicts);
  }
}
