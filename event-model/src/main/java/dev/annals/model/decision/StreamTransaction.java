package dev.annals.model.decision;

import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.StreamId;
import java.util.List;
import java.util.Map;

/**
 * One conditional write to one bucket of one stream: events, or a marker where there are none.
 *
 * <p>It takes hold only if head, closed and the registers of its sources are still what the
 * decision saw.
 *
 * @param stream which
 * @param bucket where it lands: (first version - 1) / bucket size
 * @param opensBucket whether the bucket is new: then nothing may be there yet, and head, closed and
 *     all registers are carried over from the full bucket before it
 * @param head the stream's head before; 0 for none
 * @param closed whether the stream was closed before
 * @param closes whether its last event closes the stream, which was open before
 * @param events in order, the first at head + 1; empty for a marker
 * @param conditions the sources that advance, with the registers they have to have; {@link
 *     Register} with position -1 stands for none
 * @param registers the sources that advance, with their new registers
 * @param carried where a bucket is opened: the registers of the sources that do not advance; else
 *     empty
 */
public record StreamTransaction(
    StreamId stream,
    long bucket,
    boolean opensBucket,
    long head,
    boolean closed,
    boolean closes,
    List<RecordedEvent> events,
    Map<Source, Register> conditions,
    Map<Source, Register> registers,
    Map<Source, Register> carried) {
  /** Stands for a source that has no register yet. */
  public static final Register NO_REGISTER = new Register(-1, 0);

  /** Copies the collections. */
  public StreamTransaction {
    events = List.copyOf(events);
    conditions = Map.copyOf(conditions);
    registers = Map.copyOf(registers);
    carried = Map.copyOf(carried);
    assert conditions.keySet().equals(registers.keySet()) : "ONCE: every advance has its condition";
    assert !closes || (!closed && !events.isEmpty()) : "an event closes a stream, once";
  }

  /** Whether the stream is closed once it took hold. */
  public boolean closedAfter() {
    return closed || closes;
  }

  /** Whether it advances registers only. */
  public boolean isMarker() {
    return events.isEmpty();
  }
}
