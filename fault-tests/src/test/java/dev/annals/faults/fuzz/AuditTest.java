package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The audit of a run that is made up: whole, and with one thing wrong at a time. */
class AuditTest {
  private static final int RECORDS = 500;

  private final Fuzzer fuzzer = new Fuzzer(7, 4);
  private final Audit audit = new Audit(fuzzer, RECORDS);

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
    accept(fuzzer.record(left));
    audit.seeRefused(partition(left), offset(left), Outcome.DUPLICATE);
    entries[partition(left)]++;
    end();

    assertThat(violations()).containsExactly(fuzzer.place(left) + " has several outcomes");
  }

  @Test
  void an_outcome_other_than_the_known_one_is_found() {
    leave(Outcome.ACCEPTED);
    see();
    audit.seeRefused(partition(left), offset(left), Outcome.REJECTED);
    entries[partition(left)]++;
    end();

    assertThat(violations())
        .containsExactly(fuzzer.place(left) + " became REJECTED, but should be ACCEPTED");
  }

  @Test
  void an_undecodable_record_that_is_no_dead_letter_is_found() {
    leave(Outcome.UNDECODABLE);
    see();
    audit.seeRefused(partition(left), offset(left), Outcome.UNDECODABLE);
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(left) + " became UNDECODABLE, and is 0 times among the dead letters");
  }

  @Test
  void an_accepted_record_that_is_a_dead_letter_is_found() {
    see();
    audit.seeLetter(0, 0, fuzzer.record(0).key(), fuzzer.record(0).value());
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(0) + " became ACCEPTED, and is 1 times among the dead letters");
  }

  @Test
  void a_changed_byte_is_found() {
    leave(Outcome.ACCEPTED);
    see();
    byte[] other = {1, 2, 3};
    audit.see(new EventSeen(partition(left), offset(left), "s", 1, 0, other, other));
    entries[partition(left)]++;
    end();

    assertThat(violations())
        .containsExactly(
            fuzzer.place(left) + " was accepted with another key or value than it was sent");
  }

  @Test
  void an_event_that_is_missing_of_several_is_found() {
    see();
    long batch = 0;
    while (fuzzer.category(batch) != Category.BATCH) {
      batch++;
    }
    audit.see(new EventSeen(partition(batch), offset(batch), "s", 99, 98, null, null));
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
            "partition 1 is decided up to 7, but has 125 records",
            "the log has %d entries of partition 2, where %d records were decided"
                .formatted(entries[2], entries[2] + 1));
  }

  @Test
  void what_nobody_sent_is_found() {
    see();
    audit.seeRefused(4, 0, Outcome.REJECTED);
    audit.seeLetter(0, 500, null, null);
    audit.seeSnapshot(RECORDS);
    end();

    assertThat(violations()).hasSize(3);
  }

  private void leave(Outcome known) {
    left = 0;
    while (fuzzer.record(left).known() != known) {
      left++;
    }
  }

  /** Shows the audit what became of all records but the one that is left. */
  private void see() {
    for (long number = 0; number < RECORDS; number++) {
      if (number != left) {
        see(fuzzer.record(number));
      }
    }
  }

  private void see(FuzzedRecord record) {
    int partition = partition(record.number());
    long offset = offset(record.number());
    switch (Objects.requireNonNullElse(record.known(), Outcome.UNDECODABLE)) {
      case ACCEPTED -> {
        accept(record);
        entries[partition]++;
      }
      case DUPLICATE, REJECTED -> {
        audit.seeRefused(partition, offset, Objects.requireNonNull(record.known()));
        entries[partition]++;
      }
      case UNDECODABLE -> {
        audit.seeRefused(partition, offset, Outcome.UNDECODABLE);
        audit.seeLetter(partition, offset, record.key(), record.value());
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
      audit.see(
          new EventSeen(
              partition(record.number()),
              offset(record.number()),
              "stream",
              1 + index,
              index,
              record.key(),
              record.value()));
    }
  }

  private void end() {
    for (int partition = 0; partition < 4; partition++) {
      audit.seeEnd(partition, audit.upto(partition), entries[partition]);
    }
  }

  private List<String> violations() {
    return audit.judge().violations();
  }

  private static int partition(long number) {
    return (int) (number % 4);
  }

  private static long offset(long number) {
    return number / 4;
  }
}
