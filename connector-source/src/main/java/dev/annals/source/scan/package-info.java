/**
 * Reads events from their streams, for whoever needs those that the log does not give: replays, and
 * repairs of a log that expired. Knows no Kafka. Start at {@link dev.annals.source.scan.RangeScan}.
 */
@NullMarked
package dev.annals.source.scan;

import org.jspecify.annotations.NullMarked;
