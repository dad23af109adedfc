/**
 * Reads what happened, in the order in which it may be published, and knows no Kafka. Start at
 * {@link dev.annals.source.tail.Tail}: it asks {@link dev.annals.source.tail.ProgressWatch} how far
 * sources are decided, a {@link dev.annals.source.tail.LogReader} for each of them in each shard
 * for entries, a {@link dev.annals.source.tail.ShardTail} for which entry is next, and {@link
 * dev.annals.source.tail.Emissions} for what it comes to.
 */
@NullMarked
package dev.annals.source.tail;

import org.jspecify.annotations.NullMarked;
