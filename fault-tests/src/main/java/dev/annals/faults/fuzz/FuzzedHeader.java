package dev.annals.faults.fuzz;

import org.jspecify.annotations.Nullable;

/** A header of a record, of any bytes. */
public record FuzzedHeader(String name, byte @Nullable [] value) {}
