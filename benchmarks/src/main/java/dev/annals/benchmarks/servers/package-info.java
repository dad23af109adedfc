/**
 * The servers of a run and what it asks of them. Start with {@link
 * dev.annals.benchmarks.servers.Rig}.
 */
@NullMarked
package dev.annals.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
