/**
 * What happened, kept in Cassandra in the order of the sources: the tables {@code refused}, {@code
 * log} and {@code progress}, a class for each statement on them. Start at {@link
 * dev.annals.store.log.CassandraOutcomeLog}; what stands in a row's body is drawn at {@code Body}.
 */
@NullMarked
package dev.annals.store.log;

import org.jspecify.annotations.NullMarked;
