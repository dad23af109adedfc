package dev.annals.faults.fuzz;

import org.jspecify.annotations.Nullable;

/** What the audit looks at in a row of {@code events}. */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
record EventSeen(
    int partition,
    long offset,
    String stream,
    long version,
    int index,
    byte @Nullable [] key,
    byte @Nullable [] payload) {}
