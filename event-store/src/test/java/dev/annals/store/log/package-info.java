/** Tests of the log: what stands in its rows, and who may write them. */
@NullMarked
package dev.annals.store.log;

import org.jspecify.annotations.NullMarked;
