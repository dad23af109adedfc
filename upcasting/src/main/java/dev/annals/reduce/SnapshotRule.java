package dev.annals.reduce;

/** To be replaced by the foundation's. */
public record SnapshotRule(String entityType, Reducer reducer, int every, int keep) {}
