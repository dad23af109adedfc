/**
 * The quickstart: Annals with all its servers on this machine, by one command. Start at {@link
 * dev.annals.quickstart.Main}, which runs a {@link dev.annals.quickstart.Command}. In the order of
 * a run: {@code servers} come up, {@code story} or {@code input} send events, {@code kafka} and
 * {@code cassandra} read what became of them, {@code check} compares it with what had to become of
 * them, {@code text} shows it.
 */
@NullMarked
package dev.annals.quickstart;

import org.jspecify.annotations.NullMarked;
