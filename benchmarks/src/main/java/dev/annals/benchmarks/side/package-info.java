/**
 * What is measured, and the floors it is compared with: each a {@link
 * dev.annals.benchmarks.side.Side}.
 */
@NullMarked
package dev.annals.benchmarks.side;

import org.jspecify.annotations.NullMarked;
