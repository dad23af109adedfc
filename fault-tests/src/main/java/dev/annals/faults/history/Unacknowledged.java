package dev.annals.faults.history;

/**
 * Kafka did not say that it has the record of a request: it may have it, once, several times, or
 * not at all.
 *
 * @param fault what the producer said
 */
public record Unacknowledged(String request, String fault, long at) implements Entry {}
