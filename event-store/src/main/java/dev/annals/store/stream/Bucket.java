package dev.annals.store.stream;

import dev.annals.model.Source;
import dev.annals.model.StreamId;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.SeenEvent;
import java.util.List;
import java.util.Map;

/**
 * A bucket as a cold load sees it.
 *
 * @param number which, from 0
 * @param open whether anything was ever written to it
 * @param head the stream's last version as this bucket knows it; 0 for none
 * @param closed whether the stream is closed
 * @param registers by source
 * @param first in bucket 0 the oldest version that readers are given, in another the one below
 *     which its rows were removed; 0 where none was
 * @param newest its newest events, the newest first
 */
record Bucket(
    StreamId stream,
    long number,
    boolean open,
    long head,
    boolean closed,
    Map<Source, Register> registers,
    long first,
    List<SeenEvent> newest) {

  boolean isFull(int bucketSize) {
    return head >= (number + 1) * bucketSize;
  }

  /**
   * Whether a plain read may have seen a part of a transaction only, of which the rest has not
   * reached the same replicas yet: its head without its rows, or both without its registers, since
   * other reads ask for, and repair, only some of the columns.
   *
   * @param limit how many rows were asked for
   */
  boolean mayBeTorn(int limit) {
    return !isWhole(limit)
        || (number > 0 && newest.isEmpty())
        || !newest.stream().allMatch(this::isRegistered);
  }

  private boolean isRegistered(SeenEvent event) {
    Register register = registers.get(event.at().source());
    return register != null && register.position() >= event.at().position();
  }

  /**
   * Whether rows and head belong together.
   *
   * @param limit how many rows were asked for
   */
  boolean isWhole(int limit) {
    if (newest.isEmpty()) {
      // Opened by a marker, or markers only; in bucket 0 a head has its row, unless it was removed.
      return number > 0 || head == 0 || first > head;
    }
    for (int i = 0; i < newest.size(); i++) {
      if (newest.get(i).version() != head - i) {
        return false;
      }
    }
    return newest.size() <= limit;
  }
}
