package dev.annals.quickstart.check;

import dev.annals.quickstart.cassandra.EventRow;
import dev.annals.quickstart.cassandra.ProgressRow;
import dev.annals.quickstart.cassandra.RefusedRow;
import dev.annals.quickstart.kafka.TopicRecord;
import java.util.List;
import java.util.UUID;

/**
 * Everything that topics and tables hold.
 *
 * @param storeId the mark of the store on what it publishes
 * @param sent the records of the topics that the sink reads
 * @param accepted the records of the topics that the source writes, as the following two
 * @param deadLetters the records that the sink's worker put aside
 */
public record Observed(
    UUID storeId,
    List<TopicRecord> sent,
    List<EventRow> events,
    List<RefusedRow> refused,
    List<ProgressRow> progress,
    List<TopicRecord> accepted,
    List<TopicRecord> rejected,
    List<TopicRecord> exceptions,
    List<TopicRecord> deadLetters) {}
