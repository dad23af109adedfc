package dev.annals.model.store;

import java.util.UUID;

/**
 * What is fixed when a store is created, for every client alike.
 *
 * @param id drawn at random, tells this store from every other
 * @param bucketSize versions in a bucket
 * @param shards slices of the log
 */
public record StoreSettings(UUID id, int bucketSize, int shards) {}
