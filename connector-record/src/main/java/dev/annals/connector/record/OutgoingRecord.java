package dev.annals.connector.record;

import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record to publish. Key, value and header values are bytes: connectors that publish it run with
 * {@code ByteArrayConverter} for all three.
 *
 * @param topic where to
 * @param key as it came in; absent where there was none
 * @param value as it came in; absent where there was none
 * @param headers as they came in, then those of {@link AnnalsHeaders}
 * @param timestamp as it came in, in milliseconds; absent: when it is published
 */
// Not compared, and read by nobody but the producer: arrays need no copies here.
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingRecord(
    String topic,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers,
    @Nullable Long timestamp) {}
