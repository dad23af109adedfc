package dev.annals.quickstart.check;

import dev.annals.model.StreamId;
import dev.annals.quickstart.kafka.TopicRecord;

/**
 * A record that was sent, and what has to become of it.
 *
 * @param record as the topic holds it
 * @param eventId of the event in it
 */
public record Judged(TopicRecord record, StreamId stream, String eventId, Verdict verdict) {}
