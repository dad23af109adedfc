package dev.annals.source.state;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A state to publish.
 *
 * @param stream whose
 * @param version of the last event in it
 * @param recordedAt when that event was appended
 * @param reducer which made it
 * @param document as JSON; absent: the stream is closed, or its state is null
 */
public record PublishedState(
    StreamId stream,
    long version,
    Instant recordedAt,
    ReducerId reducer,
    @Nullable Bytes document) {}
