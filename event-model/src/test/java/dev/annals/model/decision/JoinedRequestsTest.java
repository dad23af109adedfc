package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that wait together go in one transaction, as many as fit. */
class JoinedRequestsTest {

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s1 5 a; s2 6 b; s3 7 c   | accepted 6; accepted 7; accepted 8          | write 6-8 s3
          s1 5 a; s2 5 b; s3 6 c   | accepted 6; VERSION_CONFLICT a; accepted 7  | write 6-7 s3
          s1 5 a; s2 9 b; s3 6 c   | accepted 6; VERSION_CONFLICT; accepted 7    | write 6-7 s3
          s1 5 a; s2 2 b; s3 6 c   | accepted 6; VERSION_CONFLICT e3; accepted 7 | write 6-7 s3
          s1 5 a; s2 any e5; s3 6 c | accepted 6; duplicate 5; accepted 7        | write 6-7 s3
          s1 5 a b; s2 6 c; s3 7 d  | accepted 6-7; VERSION_CONFLICT b; accepted 8 | write 6-8 s3
          s1 5 a; t1 6 b; s2 7 c; t2 7 d | accepted 6; accepted 7; accepted 8; VERSION_CONFLICT c | write 6-8 s2 t2
          """)
  void each_is_decided_as_if_those_before_it_were_written(
      String requests, String verdicts, String transaction) {
    Decision.Decided decided = GivenStream.withHead(5).decide(requests);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdicts);
    assertThat(Notation.text(decided.transaction())).isEqualTo(transaction);
  }

  @Test
  void each_accepted_one_names_where_the_event_before_it_came_from() {
    Decision.Decided decided = GivenStream.withHead(5).decide("s1 any a b; t1 any c; s2 any d");

    assertThat(decided.verdicts())
        .extracting(
            verdict -> ((Outcome.Accepted) ((Decision.Now) verdict).outcome()).predecessor())
        .containsExactly(Notation.position("g5"), Notation.position("s1"), Notation.position("t1"));
  }

  @ParameterizedTest(name = "{0} appends of {1} events on head {2}: {3} fit")
  @CsvSource(
      textBlock =
          """
          600,   1,   0, 500
          600,   1, 100, 400
          600,   1, 499,   1
          600,   1, 500, 500
          3,   200,   0,   2
          3,   250,   0,   2
          3,   251,   0,   1
          3,   500,   0,   1
          3,   200, 499,   1
          3,   200, 200,   2
          3,   200, 301,   1
          """)
  void as_many_as_500_events_and_the_rest_of_the_bucket_take(
      int appends, int events, int head, int fit) {
    List<AppendRequest> requests = new ArrayList<>();
    for (int i = 0; i < appends; i++) {
      StringBuilder request = new StringBuilder("s" + i + " any");
      for (int k = 0; k < events; k++) {
        request.append(" x").append(i).append('-').append(k);
      }
      requests.add(Notation.request(request.toString()));
    }

    Decision.Decided decided = GivenStream.withHead(head).decide(requests);

    assertThat(decided.verdicts()).hasSize(fit);
    assertThat(decided.transaction()).isNotNull();
  }

  @Test
  void as_many_as_a_mebibyte_takes() {
    List<AppendRequest> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(withPayload(i, Bytes.of(new byte[AppendLimits.MAX_BYTES / 4])));
    }

    assertThat(new GivenStream().decide(requests).verdicts()).hasSize(3);
  }

  @Test
  void one_byte_more_than_an_append_may_have_is_too_large() {
    int besides = withPayload(1, Bytes.of()).sizeBytes();
    AppendRequest largest = withPayload(1, Bytes.of(new byte[AppendLimits.MAX_BYTES - besides]));
    AppendRequest tooLarge =
        withPayload(2, Bytes.of(new byte[AppendLimits.MAX_BYTES - besides + 1]));

    assertThat(Notation.text(new GivenStream().decide(List.of(largest)).verdicts()))
        .isEqualTo("accepted 1");
    assertThat(Notation.text(new GivenStream().decide(List.of(tooLarge)).verdicts()))
        .isEqualTo("TOO_LARGE");
  }

  @Test
  void what_was_processed_before_takes_no_room() {
    GivenStream stream = GivenStream.withHead(500);
    List<AppendRequest> requests = new ArrayList<>();
    for (int position = 1; position <= 501; position++) {
      requests.add(Notation.request("g" + position + " any e" + position));
    }

    Decision.Decided decided = stream.decide(requests);

    assertThat(decided.verdicts()).hasSize(501);
    assertThat(Notation.text(decided.transaction())).isEqualTo("open 1: write 501 g501");
  }

  @Test
  void a_source_whose_positions_do_not_grow_is_a_fault_of_the_caller() {
    for (String requests : List.of("s2 any a; s1 any b", "s1 any a; t1 any b; s1 any a")) {
      assertThatThrownBy(() -> new GivenStream().decide(requests))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("s-0@i:1 after position");
    }
  }

  @Test
  void a_request_to_another_stream_is_a_fault_of_the_caller() {
    StreamState other = StreamState.empty(new StreamId("order", "somebody else's"));

    assertThatThrownBy(
            () ->
                AppendDecision.decide(
                    other,
                    Notation.requests("s1 any a"),
                    Map.of(),
                    GivenStream.LIMITS,
                    GivenStream.NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order/4711");
  }

  private static AppendRequest withPayload(long position, Bytes payload) {
    return new AppendRequest(
        Notation.STREAM,
        List.of(NewEvent.of(EventId.of("x" + position), "order.changed", payload)),
        ExpectedVersion.ANY,
        OnConflict.REJECT,
        new SourcePosition(Notation.source("s"), position));
  }
}
