/**
 * Publishes again what is in the streams, all of it or a bounded part, and knows no Kafka. Start at
 * {@link dev.annals.source.replay.Replay}: it scans its share of {@link
 * dev.annals.source.replay.Ranges}, up to the hand-over that all tasks share, within a {@link
 * dev.annals.source.replay.Scope}.
 */
@NullMarked
package dev.annals.source.replay;

import org.jspecify.annotations.NullMarked;
