package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.source.scan.EarlyEvent;
import dev.annals.source.scan.ScanOffset;
import dev.annals.source.tail.Gap;
import dev.annals.source.tail.RepairOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayOffsetsTest {
  private static final Source ODD = new Source("a,b:~1/ü %40", 3, "k:3,x");
  private static final ScanOffset SCAN =
      new ScanOffset(
          -17,
          new StreamId("or~der/1", "a/b,c~1"),
          4,
          List.of(
              new EarlyEvent(3, new SourcePosition(ODD, 12)),
              new EarlyEvent(0, new SourcePosition(new Source("orders", 0, "1"), 7))),
          99,
          5);

  @Test
  void whatever_names_it_holds_an_offset_comes_back() {
    assertThat(ReplayOffsets.parseOffset(ReplayOffsets.offset("run", SCAN))).isEqualTo(SCAN);
    assertThat(ReplayOffsets.parseOffset(ReplayOffsets.offset("run", ScanOffset.at(3))))
        .isEqualTo(ScanOffset.at(3));
    RepairOffset repair = new RepairOffset(Map.of(ODD, new Gap(3, 9)), SCAN.early(), SCAN);
    assertThat(RepairOffsets.parseOffset(RepairOffsets.offset(repair))).isEqualTo(repair);
  }

  @Test
  void names_of_topics_are_readable() {
    assertThat(ReplayOffsets.offset("run", SCAN))
        .containsEntry("stream", "or~0der~11/a/b,c~1")
        .extractingByKey("early")
        .asString()
        .endsWith(",0:7:orders-0@1");
  }

  @Test
  void values_are_texts_and_numbers_as_connect_demands() {
    RepairOffset repair = new RepairOffset(Map.of(ODD, new Gap(3, 9)), SCAN.early(), SCAN);
    for (Map<String, Object> offset :
        List.of(
            ReplayOffsets.offset("run", SCAN),
            ReplayOffsets.finished("run", "now", 1, 2),
            RepairOffsets.offset(repair))) {
      assertThat(offset.values()).allMatch(one -> one instanceof String || one instanceof Long);
    }
  }

  /** What comes over REST went through a map of this kind, and Connect compares letters. */
  @Test
  void partitions_have_the_order_of_a_hash_map() {
    for (Map<String, Object> partition :
        List.of(ReplayOffsets.partition("r", 5), RepairOffsets.partition(3))) {
      assertThat(new HashMap<>(partition)).hasToString(partition.toString());
    }
  }

  @Test
  void a_partition_of_another_connector_or_range_is_refused() {
    assertThat(ReplayOffsets.parsePartition(ReplayOffsets.partition("r", 5), "r")).hasValue(5);
    assertThat(ReplayOffsets.parsePartition(ReplayOffsets.partition("r"), "r")).isEmpty();
    assertThatThrownBy(() -> ReplayOffsets.parsePartition(ReplayOffsets.partition("r", 5), "s"))
        .hasMessageContaining("is not of the replay of this connector, s");
    assertThatThrownBy(() -> ReplayOffsets.parsePartition(ReplayOffsets.partition("r", 64), "r"))
        .hasMessageContaining("range in {range=64, replay=r} is no whole number from 0 to 63");
    assertThatThrownBy(() -> ReplayOffsets.parsePartition(Map.of("replay", "r", "x", 1), "r"))
        .hasMessageContaining("does not have the fields range and replay");
    assertThatThrownBy(() -> RepairOffsets.checkPartition(Map.of("repair", "log")))
        .hasMessageContaining("does not have the fields repair and shard");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"early 1", "early 1:x:a-0@1", "early 1:2:a", "stream x", "version -1", "more 1"})
  void a_wrong_field_is_named(String wrong) {
    Map<String, Object> offset = new HashMap<>(ReplayOffsets.offset("run", ScanOffset.at(3)));
    String[] field = wrong.split(" ", 2);
    offset.put(field[0], field[0].equals("version") ? Long.valueOf(-1) : field[1]);
    assertThatThrownBy(() -> ReplayOffsets.parseOffset(offset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field[0])
        .hasMessageContaining("an offset of a replay is");
  }

  @Test
  void a_run_and_a_time_must_not_be_missing() {
    assertThatThrownBy(() -> ReplayOffsets.parseOffset(Map.of("token", 1)))
        .hasMessageContaining("has no run");
    assertThatThrownBy(() -> ReplayOffsets.checkFinished(Map.of("run", "r")))
        .hasMessageContaining("has no time in finished");
    ReplayOffsets.checkFinished(ReplayOffsets.finished("r", "now", 1, 2));
  }
}
