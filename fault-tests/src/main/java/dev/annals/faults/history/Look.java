package dev.annals.faults.history;

/**
 * A reading of all tables: {@code progress} first, so that what lies below {@code upto} has to be
 * in the others. Its rows carry its number, and come before it: rows whose look is not there are of
 * one that was cut off, and say nothing.
 *
 * @param number from 1
 * @param last whether the run was over, and everything was decided and published
 */
public record Look(int number, boolean last, long began, long ended) implements Entry {}
