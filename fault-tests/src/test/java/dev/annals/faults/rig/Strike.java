package dev.annals.faults.rig;

/**
 * A fault that is brought about while the workload is under way.
 *
 * @param name as the history has it
 */
record Strike(String name, Runnable strike) {}
