package dev.annals.faults.fuzz;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What was found of each record in the tables: a few bytes for each, so that a million fit. An
 * event's version less its index is the head before its append, the same for all events of one. For
 * one thread.
 */
@SuppressWarnings("EnumOrdinal") // Of bits that never leave this object.
final class Found {
  private static final long NOT_SEEN = -1;

  private final byte[] rows;
  private final byte[] letters;
  private final short[] events;
  private final int[] indexes;
  private final long[] heads;
  private final int[] streams;
  private final Map<Integer, Long> firsts = new HashMap<>();

  /** Nothing is found of any of so many records. */
  Found(int records) {
    this.rows = new byte[records];
    this.letters = new byte[records];
    this.events = new short[records];
    this.indexes = new int[records];
    this.heads = new long[records];
    this.streams = new int[records];
    Arrays.fill(heads, NOT_SEEN);
  }

  int records() {
    return rows.length;
  }

  /** A row says this outcome; false where one said so before. */
  boolean add(int number, Outcome outcome) {
    int bit = 1 << outcome.ordinal();
    boolean first = (rows[number] & bit) == 0;
    rows[number] |= (byte) bit;
    return first;
  }

  boolean has(int number, Outcome outcome) {
    return (rows[number] & 1 << outcome.ordinal()) != 0;
  }

  /** How many outcomes rows say. */
  int outcomes(int number) {
    return Integer.bitCount(rows[number]);
  }

  /**
   * A row of {@code events}.
   *
   * @param stream a hash of its stream
   * @return whether it is of the same append as those before
   */
  boolean addEvent(int number, int stream, long version, int index) {
    add(number, Outcome.ACCEPTED);
    long head = version - index;
    boolean same =
        heads[number] == NOT_SEEN || (heads[number] == head && streams[number] == stream);
    heads[number] = head;
    streams[number] = stream;
    events[number]++;
    indexes[number] += index;
    return same;
  }

  /** How many events it has; of one that was refused, how many it had. */
  int events(int number) {
    return events[number];
  }

  /** It was refused with so many events. */
  void addRefused(int number, int count) {
    events[number] += (short) count;
  }

  /** The version of its first event. */
  long firstVersion(int number) {
    return heads[number];
  }

  /** Whether the indexes of its events are 0, 1, 2 and so on. */
  boolean isWhole(int number) {
    return indexes[number] == events[number] * (events[number] - 1) / 2;
  }

  /** The stream that has its events starts at this version. */
  void addFirst(int number, long version) {
    firsts.put(number, version);
  }

  /** By the numbers of records: where the streams start that have their events. */
  Map<Integer, Long> firsts() {
    return firsts;
  }

  void addLetter(int number) {
    letters[number] = (byte) Math.min(letters[number] + 1, Byte.MAX_VALUE);
  }

  int letters(int number) {
    return letters[number];
  }
}
