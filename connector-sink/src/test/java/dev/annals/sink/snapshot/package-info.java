/** Tests of snapshots behind appends, on a store in memory. */
@NullMarked
package dev.annals.sink.snapshot;

import org.jspecify.annotations.NullMarked;
