package dev.annals.quickstart.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.StreamId;
import dev.annals.quickstart.kafka.TopicRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out what has to become of the story's records from the records alone. It knows the rules of
 * Annals but none of its code, so that the same mistake is not made on both sides. Good for binary
 * CloudEvents whose streams are each fed by one partition, as the story sends them.
 */
public final class Judge {
  private static final String LOST = "(none)";

  private final Set<String> facts;
  private final Map<StreamId, List<String>> streams = new HashMap<>();

  /**
   * Judges records.
   *
   * @param facts the entity types whose events are never refused for their version
   */
  public Judge(Set<String> facts) {
    this.facts = Set.copyOf(facts);
  }

  /** Judges records that are in the order of their offsets within each partition. */
  public List<Judged> judge(List<TopicRecord> records) {
    List<Judged> judged = new ArrayList<>();
    for (TopicRecord record : records) {
      StreamId stream = streamOf(record);
      String eventId = EventId.of(record.header("ce_source"), record.header("ce_id")).text();
      judged.add(new Judged(record, stream, eventId, verdict(record, stream, eventId)));
    }
    return judged;
  }

  /** The stream a record of the story is for, or was published from; it may have lost its mark. */
  static StreamId streamOf(TopicRecord record) {
    String type = record.header("ce_entitytype");
    Bytes key = record.key();
    String id = key == null ? "" : new String(key.toArray(), UTF_8);
    return new StreamId(type.isEmpty() ? LOST : type, id.isEmpty() ? LOST : id);
  }

  private Verdict verdict(TopicRecord record, StreamId stream, String eventId) {
    String expected = record.header("ce_expectedversion");
    if (!expected.matches("|any|none|exists|[0-9]+")) {
      return new Verdict.Undecodable();
    }
    List<String> ids = streams.computeIfAbsent(stream, any -> new ArrayList<>());
    long seenAt = ids.indexOf(eventId) + 1L;
    boolean numbered = expected.matches("none|[0-9]+");
    long awaited = numbered && !expected.equals("none") ? Long.parseLong(expected) : 0;
    boolean isFact = facts.contains(stream.entityType());
    if (seenAt > 0 && (isFact || !numbered || seenAt == awaited + 1)) {
      return new Verdict.Duplicate(seenAt);
    }
    boolean met = numbered ? awaited == ids.size() : !expected.equals("exists") || !ids.isEmpty();
    if (!met && !isFact) {
      String rival = numbered && awaited < ids.size() ? ids.get((int) awaited) : "";
      return new Verdict.Rejected(expected, ids.size(), rival);
    }
    ids.add(eventId);
    return met ? new Verdict.Accepted(ids.size()) : new Verdict.WithException(ids.size(), expected);
  }
}
