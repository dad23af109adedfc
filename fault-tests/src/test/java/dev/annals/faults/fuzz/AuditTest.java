package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit of a run that is made up: whole, and with one thing wrong at a time. */
class AuditTest {
  private static final int RECORDS = 1_000;
  private static final Fuzzer FUZZER = new Fuzzer(7, 4);
  private static final List<FuzzedRecord> SENT =
      LongStream.range(0, RECORDS).mapToObj(FUZZER::record).toList();

  private final Fuzzer fuzzer = FUZZER;
  private final Audit audit = new Audit(fuzzer, RECORDS);
  private final Rows rows = new Rows(fuzzer);

  /** By the number of the record whose events a stream has: the version it starts at. */
  private final Map<Long, Long> starts = new HashMap<>();

  /** Of the partitions, how many entries the log should have. */
  private final long[] entries = new long[4];

  /** The first record of this outcome; nothing is seen of it unless a test says so. */
  private long left = -1;

  @Test
  void a_whole_run_is_counted_and_violates_nothing() {
    see();
    end();

    Report report = audit.judge();

    assertThat(report.violations()).isEmpty();
    for (Outcome outcome : Outcome.values()) {
      assertThat(report.count(outcome)).as("%s", outcome).isPositive();
    }
    assertThat(report.toString()).contains("GOOD", "RESERVED", "dead letters");
  }

  @Test
  void a_record_without_an_outcome_is_found() {
    leave(Outcome.REJECTED);
    see();
    end();

    assertThat(violations()).containsExactly(fuzzer.place(left) + " has no outcome");
  }

  @Test
  void a_record_of_two_outcomes_is_found() {
    leave(Outcome.ACCEPTED);
    see();
    accept(sent(left));
    audit.seeRefused(rows.refused(sent(left), Outcome.DUPLICATE));
    end();

    assertThat(violations()).containsExactly(fuzzer.place(left) + " has several outcomes");
  }

  @Test
  void an_outcome_other_than_the_known_one_is_found() {
    leave(Outcome.ACCEPTED);
    see();
    refuse(sent(left), Outcome.REJECTED);
    audit.seePublished(rows.rejected(sent(left)));
    end();

    assertThat(violations())
        .containsExactly(fuzzer.place(left) + " became REJECTED, but should be ACCEPTED");
  }

  @Test
  void an_undecodable_record_that_is_no_dead_letter_is_found() {
    leave(Outcome.UNDECODABLE);
    see();
    audit.seeRefused(rows.refused(sent(left), Outcome.UNDECODABLE));
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(left) + " became UNDECODABLE, and is 0 times among the dead letters");
  }

  @Test
  void an_accepted_record_that_is_a_dead_letter_is_found() {
    see();
    letter(sent(0));
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(0) + " became ACCEPTED, and is 1 times among the dead letters");
  }

  @ParameterizedTest
  @EnumSource(SpoiltRow.class)
  void whatever_is_spoilt_in_a_row_is_found(SpoiltRow spoilt) {
    leave(record -> record.meant().size() == 1 && record.timestamp() != null);
    see();
    FuzzedRecord record = sent(left);
    audit.see(spoilt.of(rows.event(record, 0)));
    audit.seePublished(rows.accepted(record, 0));
    entries[rows.partition(record)]++;
    end();

    assertThat(violations())
        .containsExactly(
            "%s was accepted with another %s than it was sent"
                .formatted(fuzzer.place(left), spoilt.what()));
  }

  @Test
  void an_element_of_a_batch_that_another_has_too_is_found() {
    leave(record -> record.meant().size() > 1);
    see();
    FuzzedRecord batch = sent(left);
    for (int index = 0; index < batch.events(); index++) {
      EventSeen row = row(batch, index);
      audit.see(index == 1 ? SpoiltRow.with(row, rows.event(batch, 0).event()) : row);
      audit.seePublished(rows.accepted(batch, index));
    }
    entries[rows.partition(batch)]++;
    end();

    assertThat(violations())
        .containsExactly(fuzzer.place(left) + " was accepted with another id than it was sent");
  }

  @Test
  void an_event_that_is_not_published_is_found() {
    leave(record -> record.meant().size() > 1);
    see();
    FuzzedRecord batch = sent(left);
    for (int index = 0; index < batch.events(); index++) {
      audit.see(row(batch, index));
      if (index > 0) {
        audit.seePublished(rows.accepted(batch, index));
      }
    }
    entries[rows.partition(batch)]++;
    end();

    assertThat(audit.isPublished()).isFalse();
    assertThat(violations())
        .anyMatch(one -> one.contains("after 0 other events of it"))
        .anyMatch(one -> one.contains("were published or not each once"));
  }

  @Test
  void an_event_that_is_published_twice_is_found() {
    see();
    audit.seePublished(rows.accepted(sent(0), 0));
    end();

    assertThat(violations())
        .anyMatch(one -> one.contains("after 1 other events of it"))
        .anyMatch(one -> one.contains("of which 2 were published or not each once"));
  }

  @Test
  void an_event_that_is_published_though_it_was_rejected_is_found() {
    see();
    audit.seePublished(rows.accepted(first(record -> record.known() == Outcome.REJECTED), 0));
    end();

    assertThat(violations()).anyMatch(one -> one.contains("of which 1 were published"));
  }

  @Test
  void a_rejection_that_is_published_twice_or_not_is_found() {
    leave(Outcome.REJECTED);
    see();
    refuse(sent(left), Outcome.REJECTED);
    long other = left;
    audit.seePublished(
        rows.rejected(
            first(record -> record.known() == Outcome.REJECTED && record.number() > other)));
    end();

    assertThat(violations())
        .hasSize(2)
        .anyMatch(one -> one.contains("rejection was published 0 times, not 1"))
        .anyMatch(one -> one.contains("rejection was published 2 times, not 1"));
  }

  @ParameterizedTest
  @EnumSource(SpoiltRecord.class)
  void whatever_is_spoilt_in_a_published_record_is_found(SpoiltRecord spoilt) {
    leave(record -> record.meant().size() == 1);
    see();
    FuzzedRecord record = sent(left);
    audit.see(rows.event(record, 0));
    audit.seePublished(spoilt.of(rows.accepted(record, 0)));
    entries[rows.partition(record)]++;
    end();

    assertThat(violations()).anyMatch(one -> one.contains(spoilt.complaint()));
  }

  @Test
  void a_rejection_of_what_was_accepted_is_found() {
    see();
    audit.seePublished(rows.rejected(sent(0)));
    end();

    assertThat(violations())
        .anyMatch(one -> one.contains("rejection was published 1 times, not 0"));
  }

  @Test
  void a_truncation_that_was_dropped_is_found() {
    leave(record -> record.truncation() != null);
    see();
    end();

    assertThat(violations()).containsExactly(fuzzer.place(left) + " has no outcome");
  }

  @Test
  void a_stream_that_starts_late_without_a_truncation_is_found() {
    see();
    EventSeen row = rows.event(sent(0), 0);
    audit.see(SpoiltRow.startingAt(row, 2));
    end();

    assertThat(violations()).anyMatch(one -> one.contains("starts at 2, which no record asked"));
  }

  @Test
  void an_event_that_is_missing_of_several_is_found() {
    see();
    long batch = 0;
    while (fuzzer.category(batch) != Category.BATCH) {
      batch++;
    }
    EventSeen row = rows.event(sent(batch), 0);
    audit.see(SpoiltRow.at(row, 99, 97));
    end();

    assertThat(violations()).anyMatch(one -> one.contains("was accepted with"));
    assertThat(violations()).anyMatch(one -> one.contains("has events of two appends"));
  }

  @Test
  void a_log_that_lacks_an_entry_and_a_partition_that_is_not_decided_are_found() {
    see();
    entries[2]--;
    for (int partition = 0; partition < 4; partition++) {
      audit.seeEnd(partition, partition == 1 ? 7 : audit.upto(partition), entries[partition]);
    }

    assertThat(violations())
        .containsExactly(
            "partition 1 is decided up to 7, but has 250 records",
            "the log has %d entries of partition 2, where %d records were decided"
                .formatted(entries[2], entries[2] + 1));
  }

  @Test
  void what_nobody_sent_is_found() {
    see();
    audit.seeRefused(new RefusedSeen(4, 0, Outcome.REJECTED, null, 1));
    audit.seeLetter(0, 500, null, null, List.of());
    audit.seeSnapshot(RECORDS);
    end();

    assertThat(violations()).hasSize(3);
  }

  @Test
  void a_dead_letter_with_another_header_is_found() {
    leave(Outcome.UNDECODABLE);
    see();
    FuzzedRecord record = sent(left);
    audit.seeRefused(rows.refused(record, Outcome.UNDECODABLE));
    audit.seeLetter(
        rows.partition(record), rows.offset(record), record.key(), record.value(), List.of());
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(left) + " has another key, value or header among the dead letters");
  }

  @Test
  void a_refusal_of_another_stream_is_found() {
    leave(record -> record.known() == Outcome.DUPLICATE);
    see();
    RefusedSeen row = rows.refused(sent(left), Outcome.DUPLICATE);
    audit.seeRefused(new RefusedSeen(row.partition(), row.offset(), row.outcome(), "s", 1));
    entries[row.partition()]++;
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(left) + " is refused with another entity id than it was sent");
  }

  private static FuzzedRecord sent(long number) {
    return SENT.get((int) number);
  }

  private void leave(Outcome known) {
    leave(record -> record.known() == known);
  }

  private void leave(Predicate<FuzzedRecord> wanted) {
    left = first(wanted).number();
  }

  private FuzzedRecord first(Predicate<FuzzedRecord> wanted) {
    return SENT.stream().filter(wanted).findFirst().orElseThrow();
  }

  /** Shows the audit what became of all records but the one that is left. */
  private void see() {
    for (FuzzedRecord record : SENT) {
      Truncation asked = record.truncation();
      if (asked != null && record.number() != left) {
        starts.put(asked.of(), asked.version());
      }
    }
    SENT.stream().filter(record -> record.number() != left).forEach(this::see);
  }

  private void see(FuzzedRecord record) {
    switch (Objects.requireNonNullElse(record.known(), Outcome.UNDECODABLE)) {
      case ACCEPTED -> accept(record);
      case DUPLICATE -> refuse(record, Outcome.DUPLICATE);
      case REJECTED -> {
        refuse(record, Outcome.REJECTED);
        audit.seePublished(rows.rejected(record));
      }
      case UNDECODABLE -> {
        audit.seeRefused(rows.refused(record, Outcome.UNDECODABLE));
        letter(record);
      }
      case CARRIED_OUT -> {
        if (ReservedTypes.isSnapshot(record)) {
          audit.seeSnapshot(record.number());
        }
      }
    }
  }

  private void accept(FuzzedRecord record) {
    for (int index = 0; index < record.events(); index++) {
      audit.see(row(record, index));
      audit.seePublished(rows.accepted(record, index));
    }
    entries[rows.partition(record)]++;
  }

  private EventSeen row(FuzzedRecord record, int index) {
    EventSeen row = rows.event(record, index);
    Long start = starts.get(record.number());
    return start == null ? row : SpoiltRow.startingAt(row, start);
  }

  private void refuse(FuzzedRecord record, Outcome outcome) {
    audit.seeRefused(rows.refused(record, outcome));
    entries[rows.partition(record)]++;
  }

  private void letter(FuzzedRecord record) {
    audit.seeLetter(
        rows.partition(record),
        rows.offset(record),
        record.key(),
        record.value(),
        record.headers());
  }

  private void end() {
    for (int partition = 0; partition < 4; partition++) {
      audit.seeEnd(partition, audit.upto(partition), entries[partition]);
    }
  }

  private List<String> violations() {
    return audit.judge().violations();
  }
}
