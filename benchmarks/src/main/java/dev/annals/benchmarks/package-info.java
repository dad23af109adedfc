/**
 * How fast Annals is on this machine, as shares of what the servers do without it in the same run.
 * Start with {@link dev.annals.benchmarks.Main}.
 */
@NullMarked
package dev.annals.benchmarks;

import org.jspecify.annotations.NullMarked;
