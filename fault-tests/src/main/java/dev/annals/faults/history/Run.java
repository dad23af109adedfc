package dev.annals.faults.history;

/**
 * What the history is of; its first line.
 *
 * @param seed what the workload drew by
 * @param exactlyOnce whether the worker published in transactions
 * @param dedupeWindow among how many last events of a stream an id is looked for
 * @param about for people
 */
public record Run(long seed, boolean exactlyOnce, int dedupeWindow, String about)
    implements Entry {}
