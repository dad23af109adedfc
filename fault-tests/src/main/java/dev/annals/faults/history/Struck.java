package dev.annals.faults.history;

/**
 * A fault that was brought about.
 *
 * @param at when it was over, as far as it is ever over
 */
public record Struck(String fault, long at) implements Entry {}
