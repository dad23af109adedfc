/**
 * What reducers made of streams: table {@code snapshots}. Start at {@link
 * dev.annals.store.snapshot.CassandraSnapshots}.
 */
@NullMarked
package dev.annals.store.snapshot;

import org.jspecify.annotations.NullMarked;
