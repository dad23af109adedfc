/**
 * Tests of the whole on real servers: Kafka, Cassandra and a Connect worker that loads the archive
 * from its plugin.path. Start at {@link dev.annals.whole.Whole}, which the tests share.
 */
@NullMarked
package dev.annals.whole;

import org.jspecify.annotations.NullMarked;
