package dev.annals.faults.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code refused}.
 *
 * @param entityId of its stream; absent where it has none
 * @param events how many there were
 */
record RefusedSeen(
    int partition, long offset, Outcome outcome, @Nullable String entityId, int events) {}
