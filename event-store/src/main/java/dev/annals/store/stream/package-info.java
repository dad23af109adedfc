/**
 * Streams in Cassandra: the conditional batch, its settling, buckets and reads. One class per
 * statement. Start at {@link dev.annals.store.stream.Streams}.
 */
@NullMarked
package dev.annals.store.stream;

import org.jspecify.annotations.NullMarked;
