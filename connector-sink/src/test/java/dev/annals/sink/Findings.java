package dev.annals.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.Origin;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.header.Header;

/** Checks the invariants on what is stored once all records are decided. */
record Findings(SinkScenario scenario, List<TopicPartition> partitions, List<Origin> deadLetters) {
  void check() {
    Map<Source, Set<Long>> accepted = accepted();
    for (TopicPartition partition : partitions) {
      Source source = SinkScenario.source(partition);
      Set<Long> ofSource = accepted.getOrDefault(source, Set.of());
      NavigableMap<Long, Refusal> refused = refused(partition, source);
      assertThat(ofSource)
          .as("DECIDED: nothing is both")
          .doesNotContainAnyElementsOf(refused.keySet());
      Set<Long> decided = new HashSet<>(ofSource);
      decided.addAll(refused.keySet());
      decided.addAll(snapshots(partition, refused.keySet()));
      assertThat(decided)
          .as("COMPLETE: each record of %s has an outcome, and nothing else has", partition)
          .isEqualTo(scenario.topics.log(partition).keySet());
      checkDeadLetters(partition, refused);
      checkLog(partition, source, ofSource, refused);
    }
  }

  /** The positions that brought events; DENSE and ONCE hold on the way. */
  private Map<Source, Set<Long>> accepted() {
    Map<Source, Set<Long>> positions = new HashMap<>();
    for (int entity = 0; entity < 4; entity++) {
      List<RecordedEvent> events = scenario.events("e" + entity);
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < events.size(); i++) {
        RecordedEvent event = events.get(i);
        assertThat(event.version()).as("DENSE").isEqualTo(i + 1);
        assertThat(ids.add(event.event().id().text())).as("ONCE: %s", event).isTrue();
        boolean first =
            positions
                .computeIfAbsent(event.at().source(), any -> new HashSet<>())
                .add(event.at().position());
        assertThat(first).as("ONCE: %s", event.at()).isTrue();
      }
    }
    return positions;
  }

  /** The positions of snapshots that were taken; those that were rejected have none (DECIDED). */
  private Set<Long> snapshots(TopicPartition partition, Set<Long> refused) {
    Set<Long> taken = new HashSet<>();
    scenario
        .topics
        .log(partition)
        .forEach(
            (position, record) -> {
              Header reducer = record.headers().lastWithName("ce_reducer");
              if (reducer != null) {
                String entity = new String((byte[]) record.key(), UTF_8);
                String id = new String((byte[]) reducer.value(), UTF_8);
                boolean isThere = scenario.state(entity, id).isPresent();
                assertThat(isThere)
                    .as("DECIDED: the snapshot at %d of %s", position, partition)
                    .isNotEqualTo(refused.contains(position));
                taken.add(position);
              }
            });
    taken.removeAll(refused);
    return taken;
  }

  private NavigableMap<Long, Refusal> refused(TopicPartition partition, Source source) {
    NavigableMap<Long, Refusal> refused = new TreeMap<>();
    for (long bucket = 0; bucket <= Segment.bucketOf(scenario.topics.end(partition)); bucket++) {
      for (Refusal refusal : scenario.refusals(source, bucket)) {
        refused.put(refusal.at().position(), refusal);
      }
    }
    return refused;
  }

  private void checkDeadLetters(TopicPartition partition, Map<Long, Refusal> refused) {
    Set<Origin> undecodable = new HashSet<>();
    refused.forEach(
        (position, refusal) -> {
          if (refusal.stream() == null) {
            undecodable.add(new Origin(partition, position));
          }
        });
    assertThat(deadLetters)
        .filteredOn(origin -> origin.partition().equals(partition))
        .as("at least once each, and no other")
        .allMatch(undecodable::contains);
    assertThat(new HashSet<>(deadLetters)).containsAll(undecodable);
  }

  /** Tails the log as a source task does. */
  private void checkLog(
      TopicPartition partition,
      Source source,
      Set<Long> accepted,
      NavigableMap<Long, Refusal> refused) {
    Set<Long> logged = new HashSet<>();
    for (int shard = 0; shard < SinkScenario.SHARDS; shard++) {
      long position = 0;
      for (Segment segment : segments(partition, source, shard)) {
        checkEntries(segment, accepted, refused);
        if (segment.upto() <= position) {
          continue;
        }
        assertThat(segment.previous())
            .as("nothing is missing before %s", segment)
            .isLessThanOrEqualTo(position);
        for (LogEntry entry : segment.entries()) {
          if (entry.at().position() >= position) {
            assertThat(logged.add(entry.at().position())).as("ORDERED").isTrue();
          }
        }
        position = segment.upto();
      }
    }
    Set<Long> expected = new HashSet<>(accepted);
    refused.forEach(
        (position, refusal) -> {
          if (refusal.stream() != null) {
            expected.add(position);
          }
        });
    assertThat(logged).as("COMPLETE: the log of %s", source).isEqualTo(expected);
  }

  private static void checkEntries(
      Segment segment, Set<Long> accepted, Map<Long, Refusal> refused) {
    for (LogEntry entry : segment.entries()) {
      long position = entry.at().position();
      if (entry instanceof LogEntry.NotAccepted) {
        Refusal standing = refused.get(position);
        assertThat(entry)
            .as("DECIDED: word for word")
            .isEqualTo(standing == null ? null : standing.toEntry());
      } else {
        assertThat(accepted).as("DECIDED: %s", entry).contains(position);
      }
    }
  }

  private List<Segment> segments(TopicPartition partition, Source source, int shard) {
    List<Segment> all = new ArrayList<>();
    for (long bucket = 0; bucket <= Segment.bucketOf(scenario.topics.end(partition)); bucket++) {
      all.addAll(scenario.segments(shard, source, bucket));
    }
    return all;
  }
}
