/**
 * The event model on Apache Cassandra, without Kafka. Start at {@link
 * dev.annals.store.CassandraStore}.
 */
@NullMarked
package dev.annals.store;

import org.jspecify.annotations.NullMarked;
