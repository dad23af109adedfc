/**
 * Tests of the whole, on what users get: the archive. Start at {@link
 * dev.annals.distribution.ArchiveIT}.
 */
@NullMarked
package dev.annals.distribution;

import org.jspecify.annotations.NullMarked;
