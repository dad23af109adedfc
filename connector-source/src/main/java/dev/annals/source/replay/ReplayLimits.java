package dev.annals.source.replay;

/**
 * How much a replay does at a time.
 *
 * @param maxEvents how many events a batch has, unless a single append has more; from 1
 * @param maxBytes how many bytes are read ahead, and about a quarter of what a batch has
 * @param eventsPerSecond how many events this task publishes in a second; 0: as many as it can
 */
public record ReplayLimits(int maxEvents, long maxBytes, double eventsPerSecond) {}
