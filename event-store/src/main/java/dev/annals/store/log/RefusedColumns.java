package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.NotAccepted;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.Outcome.Undecodable;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Refusal;
import java.util.List;

/**
 * The columns of {@code refused} that are for people. What is absent stays unset: binding null
 * would write a tombstone.
 */
record RefusedColumns(Refusal refusal) {
  static RefusedColumns of(Refusal refusal) {
    return new RefusedColumns(refusal);
  }

  BoundStatement bindTo(BoundStatement insert) {
    BoundStatement bound =
        insert
            .setString("expected", refusal.expected().text())
            .setInstant("recorded_at", refusal.recordedAt());
    return bindEvents(bindOutcome(bindStream(bound), refusal.outcome()));
  }

  private BoundStatement bindStream(BoundStatement insert) {
    StreamId stream = refusal.stream();
    return stream == null
        ? insert
        : insert
            .setString("entity_type", stream.entityType())
            .setString("entity_id", stream.entityId());
  }

  private static BoundStatement bindOutcome(BoundStatement insert, NotAccepted outcome) {
    if (outcome instanceof Duplicate duplicate) {
      return insert
          .setString("outcome", "duplicate")
          .setLong("first_version", duplicate.firstVersion());
    }
    if (outcome instanceof Undecodable undecodable) {
      return insert.setString("outcome", "undecodable").setString("message", undecodable.message());
    }
    Rejected rejected = (Rejected) outcome;
    EventId rival = rejected.rival();
    BoundStatement bound =
        insert
            .setString("outcome", "rejected")
            .setString("reason", rejected.reason().name())
            .setLong("actual", rejected.actual())
            .setString("message", rejected.message());
    return rival == null ? bound : bound.setString("rival", rival.text());
  }

  private BoundStatement bindEvents(BoundStatement insert) {
    List<NewEvent> events = refusal.events();
    if (events.isEmpty()) {
      return insert;
    }
    List<NewEvent> listed = events.subList(0, Math.min(events.size(), AppendLimits.MAX_EVENTS));
    BoundStatement bound =
        insert
            .setList("event_ids", listed.stream().map(e -> e.id().text()).toList(), String.class)
            .setList("types", listed.stream().map(NewEvent::type).toList(), String.class);
    Bytes payload = events.get(0).payload();
    return payload == null || payload.size() > AppendLimits.MAX_BYTES
        ? bound
        : bound.setByteBuffer("payload", payload.toBuffer());
  }
}
