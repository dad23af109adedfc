package dev.annals.faults.history;

/**
 * Kafka has the record of a request.
 *
 * @param at when its acknowledgement was there
 */
public record Acknowledged(String request, Position position, long at) implements Entry {}
