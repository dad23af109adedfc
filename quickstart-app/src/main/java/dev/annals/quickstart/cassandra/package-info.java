/**
 * The tables of Annals as plain CQL shows them. Start at {@link
 * dev.annals.quickstart.cassandra.Tables}.
 */
@NullMarked
package dev.annals.quickstart.cassandra;

import org.jspecify.annotations.NullMarked;
