package dev.annals.faults.fuzz;

/**
 * What a truncation asks for.
 *
 * @param of the number of the record whose events the stream has
 * @param version where it is to start
 */
record Truncation(long of, long version) {}
