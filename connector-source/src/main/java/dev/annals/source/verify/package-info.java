/**
 * Compares a copy of a store with its original, stream by stream, through the rules by which the
 * copy was made. A program of its own, which writes to neither. Start at {@link
 * dev.annals.source.verify.VerifyCopy}.
 */
@NullMarked
package dev.annals.source.verify;

import org.jspecify.annotations.NullMarked;
