/**
 * The source connector: what happened in a store becomes records of Kafka. Start at {@link
 * dev.annals.source.StartedSource}; what is published next is decided in {@link
 * dev.annals.source.tail.Tail}.
 */
@NullMarked
package dev.annals.source;

import org.jspecify.annotations.NullMarked;
