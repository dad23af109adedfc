package dev.annals.faults.fuzz;

import org.jspecify.annotations.Nullable;

/** A header of a record, of any bytes. */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
public record FuzzedHeader(String name, byte @Nullable [] value) {}
