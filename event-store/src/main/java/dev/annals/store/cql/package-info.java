/**
 * Talks to Cassandra: opens the session, executes statements until they are answered, sorts faults.
 * Start at {@link dev.annals.store.cql.Cql}.
 */
@NullMarked
package dev.annals.store.cql;

import org.jspecify.annotations.NullMarked;
