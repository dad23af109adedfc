/**
 * A stream as the state that its events amount to. Start at {@link dev.annals.store.load.Loader}.
 */
@NullMarked
package dev.annals.store.load;

import org.jspecify.annotations.NullMarked;
