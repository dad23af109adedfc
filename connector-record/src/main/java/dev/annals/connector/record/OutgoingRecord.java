package dev.annals.connector.record;

import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record to publish, with key and value as they are stored, and the ids of what they were before.
 *
 * @param topic where to
 * @param key as it is stored; absent where there was none
 * @param keySchema see {@link dev.annals.connector.kind.Kind}; absent for bytes
 * @param value as it is stored; absent where there was none
 * @param valueSchema likewise
 * @param headers as they came in, then those of {@link AnnalsHeaders}
 * @param timestamp as it came in, in milliseconds; absent: when it is published
 */
// Not compared, and read by nobody but the producer: arrays need no copies here.
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingRecord(
    String topic,
    byte @Nullable [] key,
    @Nullable String keySchema,
    byte @Nullable [] value,
    @Nullable String valueSchema,
    Headers headers,
    @Nullable Long timestamp) {}
