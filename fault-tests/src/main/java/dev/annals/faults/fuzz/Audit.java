package dev.annals.faults.fuzz;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is in tables and topics against the records that were sent: each has exactly one
 * outcome, and the one that is known of it, if any; what is accepted is there to the byte; what is
 * undecodable is among the dead letters, and nothing else. For one thread.
 *
 * <p>Numbers and places are one: record {@code n} is at offset {@code n / lanes} of partition
 * {@code n % lanes}.
 */
public final class Audit {
  private final Fuzzer fuzzer;
  private final Found found;
  private final Complaints complaints = new Complaints();
  private long letters;
  private long entries;

  /** Nothing was seen of these records yet. */
  public Audit(Fuzzer fuzzer, int records) {
    this.fuzzer = fuzzer;
    this.found = new Found(records);
  }

  /** The partitions of the topic. */
  public int lanes() {
    return fuzzer.lanes();
  }

  /** How many records there are in a partition. */
  public long upto(int partition) {
    int lanes = fuzzer.lanes();
    return ((long) found.records() - partition + lanes - 1) / lanes;
  }

  /** The number of the record that is there; -1, and a complaint, where there should be none. */
  private int number(String what, int partition, long offset) {
    if (partition >= fuzzer.lanes() || offset < 0 || offset >= upto(partition)) {
      complaints.add("%s is of %d@%d, where no record is".formatted(what, partition, offset));
      return -1;
    }
    return (int) (offset * fuzzer.lanes() + partition);
  }

  private String place(int number) {
    return fuzzer.place(number);
  }

  /** A row of {@code events}. */
  void see(EventSeen row) {
    int number = number("a row of events", row.partition(), row.offset());
    if (number < 0) {
      return;
    }
    if (!found.addEvent(number, row.stream().hashCode(), row.version(), row.index())) {
      complaints.add(place(number) + " has events of two appends");
    }
    FuzzedRecord record = fuzzer.record(number);
    boolean whole = record.known() == Outcome.ACCEPTED && record.events() == 1;
    boolean same =
        !whole
            || (Arrays.equals(row.payload(), record.value())
                && Arrays.equals(row.key(), record.key()));
    if (!same) {
      complaints.add(place(number) + " was accepted with another key or value than it was sent");
    }
  }

  /** A row of {@code refused}. */
  void seeRefused(int partition, long offset, Outcome outcome) {
    int number = number("a row of refused", partition, offset);
    if (number >= 0 && !found.add(number, outcome)) {
      complaints.add(place(number) + " is refused twice");
    }
  }

  /** A snapshot that the record of this number asked for. */
  void seeSnapshot(long number) {
    if (number < 0 || number >= found.records()) {
      complaints.add("a snapshot is of record %d, which was not sent".formatted(number));
      return;
    }
    found.add((int) number, Outcome.CARRIED_OUT);
  }

  /** A record of the dead-letter topic. */
  void seeLetter(int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
    int number = number("a dead letter", partition, offset);
    letters++;
    if (number < 0) {
      return;
    }
    found.addLetter(number);
    FuzzedRecord record = fuzzer.record(number);
    if (!Arrays.equals(key, record.key()) || !Arrays.equals(value, record.value())) {
      complaints.add(place(number) + " has another key or value among the dead letters");
    }
  }

  /** How far a partition is decided, and how many entries the log has of it. */
  void seeEnd(int partition, long upto, long count) {
    entries += count;
    if (upto != upto(partition)) {
      complaints.add(
          "partition %d is decided up to %d, but has %d records"
              .formatted(partition, upto, upto(partition)));
    }
    long due = 0;
    for (int number = partition; number < found.records(); number += fuzzer.lanes()) {
      boolean entry =
          found.has(number, Outcome.ACCEPTED)
              || found.has(number, Outcome.DUPLICATE)
              || found.has(number, Outcome.REJECTED);
      due += entry ? 1 : 0;
    }
    if (count != due) {
      complaints.add(
          "the log has %d entries of partition %d, where %d records were decided"
              .formatted(count, partition, due));
    }
  }

  /** What else is wrong, where something could not even be read. */
  void complain(String complaint) {
    complaints.add(complaint);
  }

  /** All was seen: judges every record. */
  Report judge() {
    Map<Category, Map<Outcome, Integer>> counts = new Judge(fuzzer, found, complaints).counts();
    return new Report(complaints.all(), counts, letters, entries);
  }
}
