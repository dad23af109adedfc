package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is in tables and topics against the records that were sent: each has exactly one
 * outcome, and the one that is known of it, if any; what is accepted is there to the byte; what is
 * undecodable is among the dead letters, and nothing else; what is accepted or rejected is
 * published, each event once. For one thread.
 *
 * <p>Numbers and places are one: record {@code n} is at offset {@code n / lanes} of partition
 * {@code n % lanes}.
 */
public final class Audit {
  private final Fuzzer fuzzer;
  private final Found found;
  private final Published published;
  private final Complaints complaints = new Complaints();
  private final PublishedAudit publishedAudit;
  private long letters;
  private long entries;
  private long due;

  /** Nothing was seen of these records yet. */
  public Audit(Fuzzer fuzzer, int records) {
    this.fuzzer = fuzzer;
    this.found = new Found(records);
    this.published = new Published(records);
    this.publishedAudit = new PublishedAudit(fuzzer, found, published, complaints);
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
    due++;
    int stream = Objects.hash(row.event().entityType(), row.event().entityId());
    if (!found.addEvent(number, stream, row.version(), row.index())) {
      complaints.add(place(number) + " has events of two appends");
    }
    if (row.first() != null) {
      found.addFirst(number, row.first());
    }
    String difference = Content.difference(fuzzer.record(number), row);
    if (difference != null) {
      complaints.add(
          place(number) + " was accepted with another " + difference + " than it was sent");
    }
  }

  /** A row of {@code refused}. */
  void seeRefused(RefusedSeen row) {
    int number = number("a row of refused", row.partition(), row.offset());
    if (number < 0) {
      return;
    }
    if (!found.add(number, row.outcome())) {
      complaints.add(place(number) + " is refused twice");
    }
    byte[] key = fuzzer.record(number).key();
    String named = key == null || key.length == 0 ? null : new String(key, UTF_8);
    if (row.entityId() != null && named != null && !named.equals(row.entityId())) {
      complaints.add(place(number) + " is refused with another entity id than it was sent");
    }
    if (row.outcome() == Outcome.REJECTED) {
      found.addRefused(number, row.events());
      due += row.events();
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
  void seeLetter(
      int partition,
      long offset,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<FuzzedHeader> headers) {
    int number = number("a dead letter", partition, offset);
    letters++;
    if (number < 0) {
      return;
    }
    found.addLetter(number);
    FuzzedRecord record = fuzzer.record(number);
    boolean same =
        Arrays.equals(key, record.key())
            && Arrays.equals(value, record.value())
            && FuzzedHeader.areSame(headers, record.headers());
    if (!same) {
      complaints.add(place(number) + " has another key, value or header among the dead letters");
    }
  }

  /** A record that the source published. All tables are shown before. */
  void seePublished(PublishedSeen seen) {
    publishedAudit.see(seen);
  }

  /** Whether as many records were published as there are events to publish in the tables. */
  public boolean isPublished() {
    return published.records() >= due;
  }

  /** How many records were published. */
  public long published() {
    return published.records();
  }

  /** How far a partition is decided, and how many entries the log has of it. */
  void seeEnd(int partition, long upto, long count) {
    entries += count;
    if (upto != upto(partition)) {
      complaints.add(
          "partition %d is decided up to %d, but has %d records"
              .formatted(partition, upto, upto(partition)));
    }
    long inLog = 0;
    for (int number = partition; number < found.records(); number += fuzzer.lanes()) {
      boolean entry =
          found.has(number, Outcome.ACCEPTED)
              || found.has(number, Outcome.DUPLICATE)
              || found.has(number, Outcome.REJECTED);
      inLog += entry ? 1 : 0;
    }
    if (count != inLog) {
      complaints.add(
          "the log has %d entries of partition %d, where %d records were decided"
              .formatted(count, partition, inLog));
    }
  }

  /** What else is wrong, where something could not even be read. */
  void complain(String complaint) {
    complaints.add(complaint);
  }

  /** All was seen: judges every record. */
  Report judge() {
    Map<Category, Map<Outcome, Integer>> counts =
        new Judge(fuzzer, found, published, complaints).counts();
    return new Report(complaints.all(), counts, letters, entries, published.records());
  }
}
