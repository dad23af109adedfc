package dev.annals.model;

/**
 * What an accepted fact expected, and what it met: an exception in the sense of the real world.
 *
 * @param expected by the writer
 * @param actual the stream's head before the append
 */
public record VersionMismatch(ExpectedVersion expected, long actual) {}
