package dev.annals.faults.history;

import org.jspecify.annotations.Nullable;

/**
 * A committed record of a topic that feeds streams, found by reading the topic to its end after the
 * run.
 *
 * @param request what the record says it is; absent where it is none of the workload's
 */
public record Arrived(Position position, @Nullable String request) implements Entry {}
