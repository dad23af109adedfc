package dev.annals.faults.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of events.
 *
 * @param first where its stream starts; absent where it was not truncated
 * @param headers those of its record
 * @param timestamp of its record
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
record EventSeen(
    int partition,
    long offset,
    long version,
    int index,
    @Nullable Long first,
    FuzzedEvent event,
    byte @Nullable [] key,
    List<FuzzedHeader> headers,
    @Nullable Long timestamp) {}
