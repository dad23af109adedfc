package dev.annals.quickstart.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.quickstart.cassandra.EventRow;
import dev.annals.quickstart.cassandra.RefusedRow;
import dev.annals.quickstart.kafka.TopicRecord;
import dev.annals.quickstart.text.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was observed, as tables for people. */
final class Views {
  private Views() {}

  /** What went to Kafka. */
  static Table sent(List<TopicRecord> records) {
    Table table = new Table("record", "key", "sender", "event id", "event", "expects", "data");
    for (TopicRecord record : records) {
      table.row(
          record.place(),
          text(record.key()),
          record.header("ce_source"),
          record.header("ce_id"),
          record.header("ce_type"),
          record.header("ce_expectedversion"),
          text(record.value()));
    }
    return table;
  }

  /** What Cassandra keeps. */
  static Table streams(List<EventRow> events) {
    List<EventRow> rows = new ArrayList<>(events);
    rows.sort(
        Comparator.comparing((EventRow row) -> row.stream().toString())
            .thenComparingLong(EventRow::version));
    Table table = new Table("stream", "version", "event", "event id", "data");
    for (EventRow row : rows) {
      table.row(row.stream(), row.version(), row.type(), row.eventId(), text(row.payload()));
    }
    return table;
  }

  /** What came out of the store as events. */
  static Table accepted(List<TopicRecord> records) {
    Table table = new Table("record", "key", "event", "version", "data");
    for (TopicRecord record : records) {
      table.row(
          record.place(),
          text(record.key()),
          record.header("ce_type"),
          record.header("ce_entityversion"),
          text(record.value()));
    }
    return table;
  }

  /** What came out of the store as rejections or exceptions. */
  static Table reports(List<TopicRecord> records) {
    Table table = new Table("record", "key", "event", "expected", "met", "rival", "data");
    for (TopicRecord record : records) {
      table.row(
          record.place(),
          text(record.key()),
          record.header("ce_type"),
          record.header("annals-expected"),
          record.header("annals-actual"),
          record.header("annals-rival"),
          text(record.value()));
    }
    return table;
  }

  /** What the worker put aside for the sink. */
  static Table deadLetters(List<TopicRecord> records) {
    Table table = new Table("record", "key", "event id", "why");
    for (TopicRecord record : records) {
      table.row(
          record.place(),
          text(record.key()),
          record.header("ce_id"),
          record.header("__connect.errors.exception.message"));
    }
    return table;
  }

  /** What is in no stream, and why. */
  static Table refused(List<RefusedRow> rows) {
    Table table = new Table("source", "offset", "outcome", "why");
    for (RefusedRow row : rows) {
      table.row(shortSource(row.source()), row.position(), row.outcome(), why(row));
    }
    return table;
  }

  private static String why(RefusedRow row) {
    return row.outcome().equals("duplicate")
        ? row.entityType() + "/" + row.entityId() + " has it at version " + row.firstVersion()
        : row.message();
  }

  /** Without the topic's id, which tells nothing here. */
  private static String shortSource(String source) {
    return source.substring(0, source.lastIndexOf('@'));
  }

  private static String text(@Nullable Bytes bytes) {
    return bytes == null ? "" : new String(bytes.toArray(), UTF_8);
  }
}
