/**
 * Reducing: what the events of a stream amount to. Knows no Kafka and no Cassandra. Start at {@link
 * dev.annals.reduce.Fold}; a reducer in Java implements {@link dev.annals.reduce.Reducer}, those
 * without code are {@link dev.annals.reduce.MergePatch} and {@link dev.annals.reduce.Jsonata}.
 */
@NullMarked
package dev.annals.reduce;

import org.jspecify.annotations.NullMarked;
