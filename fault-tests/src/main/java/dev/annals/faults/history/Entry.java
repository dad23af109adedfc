package dev.annals.faults.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One line of a history. Times are nanoseconds since the run began, by one monotonic clock for all
 * that is in the history.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Run.class, name = "run"),
  @JsonSubTypes.Type(value = Sent.class, name = "sent"),
  @JsonSubTypes.Type(value = Acknowledged.class, name = "acknowledged"),
  @JsonSubTypes.Type(value = Unacknowledged.class, name = "unacknowledged"),
  @JsonSubTypes.Type(value = Struck.class, name = "struck"),
  @JsonSubTypes.Type(value = Arrived.class, name = "arrived"),
  @JsonSubTypes.Type(value = Published.class, name = "published"),
  @JsonSubTypes.Type(value = Look.class, name = "look"),
  @JsonSubTypes.Type(value = ProgressRow.class, name = "progress"),
  @JsonSubTypes.Type(value = BucketRow.class, name = "bucket"),
  @JsonSubTypes.Type(value = EventRow.class, name = "event"),
  @JsonSubTypes.Type(value = RefusedRow.class, name = "refused"),
  @JsonSubTypes.Type(value = SegmentRow.class, name = "segment"),
  @JsonSubTypes.Type(value = HeapUsed.class, name = "heap")
})
public sealed interface Entry
    permits Run,
        Sent,
        Acknowledged,
        Unacknowledged,
        Struck,
        Arrived,
        Published,
        Look,
        ProgressRow,
        BucketRow,
        EventRow,
        RefusedRow,
        SegmentRow,
        HeapUsed {}
