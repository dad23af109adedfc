/**
 * Snapshots taken by the sink, behind its appends. Start at {@link
 * dev.annals.sink.snapshot.SnapshotTaker}.
 */
@NullMarked
package dev.annals.sink.snapshot;

import org.jspecify.annotations.NullMarked;
