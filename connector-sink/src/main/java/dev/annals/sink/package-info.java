/**
 * The sink connector: records of Kafka to appends, appends to outcomes, outcomes to the log. Start
 * at {@link dev.annals.sink.StartedSink}, then follow a record through {@link
 * dev.annals.sink.Feed}.
 */
@NullMarked
package dev.annals.sink;

import org.jspecify.annotations.NullMarked;
