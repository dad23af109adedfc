package dev.annals.faults.checker;

import static dev.annals.faults.checker.Invariant.COMPLETE;
import static dev.annals.faults.checker.Invariant.DECIDED;
import static dev.annals.faults.checker.Invariant.DENSE;
import static dev.annals.faults.checker.Invariant.LINEARIZABLE;
import static dev.annals.faults.checker.Invariant.ONCE;
import static dev.annals.faults.checker.Invariant.ORDERED;

import dev.annals.faults.history.Acknowledged;
import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Sent;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** One thing that goes wrong, and the promise that it breaks. */
enum Mutation {
  A_ROW_IS_MISSING(
      DENSE,
      damage ->
          damage
              .anyEvent(row -> row.version() < damage.head(row))
              .filter(damage::remove)
              .isPresent()),

  THE_LAST_ROW_IS_MISSING(
      DENSE,
      damage ->
          damage
              .anyEvent(row -> row.version() == damage.head(row))
              .filter(damage::remove)
              .isPresent()),

  A_ROW_WAS_CHANGED(
      DENSE,
      damage ->
          damage
              .anyEvent(row -> true)
              .filter(row -> damage.replace(row, Changed.content(row, "changed")))
              .isPresent()),

  A_VERSION_STANDS_IN_TWO_BUCKETS(
      DENSE,
      damage ->
          damage
              .anyEvent(row -> true)
              .map(row -> Changed.bucket(row, row.bucket() + 1))
              .filter(Mutations.added(damage))
              .isPresent()),

  THE_HEAD_IS_BEHIND(
      DENSE,
      damage ->
          damage
              .any(BucketRow.class, row -> row.look() == damage.last())
              .filter(
                  row ->
                      damage.replaceAll(
                          BucketRow.class,
                          one -> one.look() == row.look() && one.stream().equals(row.stream()),
                          one ->
                              new BucketRow(
                                  row.look(), row.stream(), one.bucket(), 0L, null, false)))
              .isPresent()),

  A_ROW_LIES_IN_ANOTHER_BUCKET(DENSE, Retold::inAnotherBucket),

  THE_OLDEST_ROWS_ARE_TRUNCATED(DENSE, Retold::truncated),

  AN_OPEN_STREAM_IS_CLOSED(DENSE, damage -> Retold.closed(damage, false)),

  A_CLOSED_STREAM_IS_OPEN(DENSE, damage -> Retold.closed(damage, true)),

  A_ROW_HAS_ANOTHER_TYPE(ONCE, Retold::ofAnotherType),

  A_POSITION_APPENDED_TWICE(
      ONCE,
      damage ->
          damage
              .anyEvent(damage::isSingle)
              .filter(row -> damage.append(Changed.version(row, damage.head(row) + 1)))
              .isPresent()),

  A_RETRY_WAS_APPENDED_AGAIN(ONCE, Mutations::appendADuplicate),

  SOMETHING_ELSE_WAS_APPENDED(
      ONCE,
      damage ->
          damage
              .anyEvent(row -> true)
              .filter(
                  row ->
                      damage.replace(
                          damage.published(row), Changed.event(damage.published(row), "/x 1")))
              .filter(
                  row ->
                      damage.replaceAll(
                          EventRow.class,
                          one ->
                              one.stream().equals(row.stream()) && one.version() == row.version(),
                          one -> Changed.event(one, "/x 1")))
              .isPresent()),

  AN_ACCEPTED_POSITION_WAS_REFUSED_TOO(
      DECIDED,
      damage ->
          damage
              .anyEvent(row -> true)
              .map(row -> Mutations.rejected(damage, row))
              .filter(Mutations.added(damage))
              .isPresent()),

  A_REFUSAL_CHANGED(
      DECIDED,
      damage ->
          damage
              .anyRefused(row -> row.outcome().equals(RefusedRow.REJECTED))
              .filter(
                  row ->
                      damage.replace(
                          row, Changed.refusal(row, Mutations.actual(row) + 1, row.rival())))
              .isPresent()),

  A_REJECTION_SAYS_OTHERWISE(
      DECIDED,
      damage ->
          damage
              .anyPublished(Published.REJECTED)
              .filter(
                  one -> damage.replace(one, Changed.refusal(one, Mutations.actual(one), "/x 2")))
              .isPresent()),

  AN_EXCEPTION_SAYS_OTHERWISE(
      DECIDED,
      damage ->
          damage
              .anyPublished(Published.EXCEPTION)
              .filter(
                  one -> damage.replace(one, Changed.refusal(one, Mutations.actual(one) + 1, null)))
              .isPresent()),

  A_DUPLICATE_IS_NOT_TOLD(
      COMPLETE,
      damage ->
          damage
              .anyRefused(row -> row.outcome().equals(RefusedRow.DUPLICATE))
              .filter(damage::remove)
              .isPresent()),

  A_REJECTION_WAS_NOT_PUBLISHED(
      COMPLETE,
      damage -> damage.anyPublished(Published.REJECTED).filter(damage::remove).isPresent()),

  AN_EXCEPTION_WAS_NOT_PUBLISHED(
      COMPLETE,
      damage -> damage.anyPublished(Published.EXCEPTION).filter(damage::remove).isPresent()),

  A_REJECTION_WAS_PUBLISHED_TWICE(
      COMPLETE,
      damage ->
          damage
              .anyPublished(Published.REJECTED)
              .map(one -> Changed.offset(one, 1_000_000))
              .filter(Mutations.added(damage))
              .isPresent()),

  A_SEGMENT_IS_MISSING(
      COMPLETE,
      damage ->
          damage
              .any(SegmentRow.class, row -> row.look() == damage.last())
              .filter(damage::remove)
              .isPresent()),

  A_SEGMENT_LACKS_AN_ENTRY(
      COMPLETE,
      damage ->
          damage
              .any(SegmentRow.class, row -> row.look() == damage.last())
              .filter(row -> damage.replace(row, Mutations.shorter(row)))
              .isPresent()),

  A_SOURCE_STANDS_STILL(
      COMPLETE,
      damage ->
          damage
              .any(ProgressRow.class, row -> row.look() == damage.last())
              .filter(
                  row ->
                      damage.replace(
                          row,
                          new ProgressRow(
                              row.look(), row.source(), row.upto() - 1, row.lastEnds())))
              .isPresent()),

  WHAT_WAS_ACKNOWLEDGED_IS_NOT_IN_THE_TOPIC(
      COMPLETE,
      damage ->
          damage
              .any(Acknowledged.class, one -> true)
              .filter(
                  one -> damage.replace(one, new Acknowledged("r-lost", one.position(), one.at())))
              .isPresent()),

  UPTO_FELL(COMPLETE, Mutations::letUptoFall),

  AN_EVENT_WAS_CALLED_UNDECODABLE(COMPLETE, Retold::undecodable),

  A_REFUSAL_IS_OF_ANOTHER_STREAM(
      COMPLETE,
      damage -> Retold.refusal(damage, row -> Changed.asked(row, Retold.STREAM, row.expected()))),

  A_REFUSAL_EXPECTED_ANOTHER_VERSION(
      COMPLETE,
      damage -> Retold.refusal(damage, row -> Changed.asked(row, row.stream(), Retold.EXPECTED))),

  A_REFUSAL_NAMES_OTHER_EVENTS(
      COMPLETE, damage -> Retold.refusal(damage, row -> Changed.events(row, List.of("/x 4")))),

  A_REJECTION_IS_OF_ANOTHER_STREAM(
      COMPLETE,
      damage ->
          Retold.report(
              damage,
              Published.REJECTED,
              one -> Changed.asked(one, Retold.STREAM, one.expected(), one.content()))),

  A_REJECTION_EXPECTED_ANOTHER_VERSION(
      COMPLETE,
      damage ->
          Retold.report(
              damage,
              Published.REJECTED,
              one -> Changed.asked(one, one.stream(), Retold.EXPECTED, one.content()))),

  A_REJECTION_HAS_ANOTHER_CONTENT(
      COMPLETE,
      damage ->
          Retold.report(
              damage,
              Published.REJECTED,
              one -> Changed.asked(one, one.stream(), one.expected(), "changed"))),

  AN_EXCEPTION_HAS_ANOTHER_CONTENT(
      COMPLETE,
      damage ->
          Retold.report(
              damage,
              Published.EXCEPTION,
              one -> Changed.asked(one, one.stream(), one.expected(), "changed"))),

  ANOTHER_EXCEPTION_TELLS_OF_NO_POSITION(
      COMPLETE,
      damage ->
          damage
              .anyPublished(Published.EXCEPTION)
              .map(one -> Changed.offset(Changed.position(one, null), 1_000_000))
              .filter(Mutations.added(damage))
              .isPresent()),

  AN_ACCEPTED_DECISION_HAS_AN_EXCEPTION(COMPLETE, Retold::exception),

  AN_EVENT_WAS_NOT_PUBLISHED(
      ORDERED,
      damage -> damage.anyPublished(Published.ACCEPTED).filter(damage::remove).isPresent()),

  AN_EVENT_WAS_PUBLISHED_TWICE(
      ORDERED,
      damage ->
          damage
              .anyPublished(Published.ACCEPTED)
              .map(one -> Changed.offset(one, 1_000_000))
              .filter(Mutations.added(damage))
              .isPresent()),

  TWO_EVENTS_CHANGED_PLACES(
      ORDERED,
      damage ->
          damage
              .anyEvent(row -> row.version() < damage.head(row))
              .filter(row -> Mutations.publishedFirst(damage, row))
              .isPresent()),

  A_DECISION_WAS_ACCEPTED_AGAINST_ITS_EXPECTATION(
      LINEARIZABLE,
      damage ->
          damage
              .anyEvent(row -> !damage.sentAt(row.position()).fact())
              .map(row -> damage.sentAt(row.position()))
              .filter(sent -> damage.replace(sent, Changed.expected(sent, Expected.exactly(777))))
              .isPresent()),

  A_DECISION_WAS_REJECTED_WITHOUT_REASON(
      LINEARIZABLE,
      damage ->
          damage
              .anyRefused(row -> "version-conflict".equals(row.reason()))
              .map(row -> damage.sentAt(row.position()))
              .filter(sent -> damage.replace(sent, Changed.expected(sent, Expected.ANY)))
              .isPresent()),

  A_FACT_WAS_REJECTED_FOR_ITS_VERSION(
      LINEARIZABLE, damage -> Mutations.reject(damage, "version-conflict", Sent::fact)),

  A_FACT_WAS_FORGOTTEN(
      LINEARIZABLE, damage -> Mutations.reject(damage, Register.FORGOTTEN, Sent::fact)),

  A_DECISION_WITHOUT_CONDITION_WAS_FORGOTTEN(LINEARIZABLE, Retold::forgotten),

  A_DUPLICATE_IS_OF_ANOTHER_VERSION(
      LINEARIZABLE,
      damage ->
          damage
              .anyRefused(row -> row.outcome().equals(RefusedRow.DUPLICATE))
              .filter(
                  row ->
                      damage.replaceAll(
                          RefusedRow.class,
                          one -> one.position().equals(row.position()),
                          one -> Changed.firstVersion(one, Mutations.first(one) + 1)))
              .isPresent()),

  A_CONFLICT_IS_WITH_WHAT_NEVER_WAS(
      LINEARIZABLE,
      damage ->
          damage
              .anyRefused(row -> row.outcome().equals(RefusedRow.REJECTED))
              .filter(row -> Mutations.refuseWith(damage, row, 10_000, row.rival()))
              .isPresent()),

  THE_RIVAL_IS_ANOTHER_EVENT(
      LINEARIZABLE,
      damage ->
          damage
              .anyRefused(row -> row.rival() != null)
              .filter(row -> Mutations.refuseWith(damage, row, Mutations.actual(row), "/x 3"))
              .isPresent()),

  THE_RIVAL_IS_NOT_TOLD(
      LINEARIZABLE,
      damage ->
          damage
              .anyRefused(row -> row.rival() != null)
              .filter(row -> Mutations.refuseWith(damage, row, Mutations.actual(row), null))
              .isPresent()),

  A_SOURCE_OVERTOOK_ITSELF(LINEARIZABLE, Mutations::swapPositions),

  AN_EVENT_STANDS_BEFORE_ONE_THAT_WAS_SEEN_BEFORE_IT_WAS_SENT(
      LINEARIZABLE, Mutations::sendAfterwards);

  private final Invariant invariant;

  @SuppressWarnings("ImmutableEnumChecker") // they keep nothing
  private final Predicate<Damage> change;

  Mutation(Invariant invariant, Predicate<Damage> change) {
    this.invariant = Objects.requireNonNull(invariant);
    this.change = change;
  }

  Invariant invariant() {
    return invariant;
  }

  /** Returns whether the history had what goes wrong here. */
  boolean applyTo(Damage damage) {
    return change.test(damage);
  }
}
