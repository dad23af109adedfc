package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Source;
import dev.annals.source.tail.ShardSource;
import dev.annals.source.tail.TailOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOffsetsTest {
  private static final ShardSource PLACE = new ShardSource(3, new Source("orders", 0, "k3Jx"));

  @Test
  void offsets_come_back_as_they_were_stored() {
    TailOffset offset = new TailOffset(4711, 2, new TreeSet<>(List.of(4712L, 4720L)));
    assertThat(SourceOffsets.parseOffset(SourceOffsets.offset(offset))).isEqualTo(offset);
    assertThat(SourceOffsets.parsePartition(SourceOffsets.partition(PLACE))).isEqualTo(PLACE);
  }

  @Test
  void fields_have_the_order_in_which_connect_compares_them() {
    assertThat(SourceOffsets.partition(PLACE)).hasToString("{shard=3, source=orders-0@k3Jx}");
    // Connect reads partitions back into a HashMap, and writes that order to reset them.
    assertThat(new HashMap<>(SourceOffsets.partition(PLACE)))
        .hasToString("{shard=3, source=orders-0@k3Jx}");
  }

  @Test
  void numbers_may_be_of_any_whole_type_and_the_rest_may_be_absent() {
    assertThat(SourceOffsets.parseOffset(Map.of("position", 7))).isEqualTo(TailOffset.at(7));
    assertThat(SourceOffsets.parseOffset(Map.of("position", 7L, "index", 0L, "early", "")))
        .isEqualTo(TailOffset.at(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1,,2", "1;2"})
  void early_positions_that_are_none_are_refused(String early) {
    assertThatThrownBy(() -> SourceOffsets.parseOffset(Map.of("position", 7, "early", early)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("early in");
  }

  @Test
  void positions_that_are_none_are_refused() {
    assertThatThrownBy(() -> SourceOffsets.parseOffset(Map.of("position", "7")))
        .hasMessageStartingWith("position in {position=7} is no whole number from 0; an offset of");
    assertThatThrownBy(() -> SourceOffsets.parseOffset(Map.of("position", -1)))
        .hasMessageContaining("position in");
    assertThatThrownBy(() -> SourceOffsets.parseOffset(Map.of("position", 1.5)))
        .hasMessageContaining("position in");
    assertThatThrownBy(() -> SourceOffsets.parseOffset(Map.of()))
        .hasMessageContaining("position in");
    assertThatThrownBy(() -> SourceOffsets.parseOffset(Map.of("offset", 7)))
        .hasMessageContaining("field 'offset' in");
  }

  @Test
  void partitions_that_are_none_are_refused() {
    Map<String, Object> swapped = new LinkedHashMap<>();
    swapped.put("source", "orders-0@k3Jx");
    swapped.put("shard", 3);
    assertThatThrownBy(() -> SourceOffsets.parsePartition(swapped))
        .hasMessageContaining("in this order");
    assertThatThrownBy(() -> SourceOffsets.parsePartition(Map.of("kafka_topic", "orders")))
        .hasMessageContaining("does not have the fields");
    assertThatThrownBy(() -> SourceOffsets.parsePartition(partition("3", "orders-0@k3Jx")))
        .hasMessageContaining("shard in");
    assertThatThrownBy(() -> SourceOffsets.parsePartition(partition(3, "orders")))
        .hasMessageContaining("not a source (name-partition@incarnation): orders");
    assertThatThrownBy(() -> SourceOffsets.parsePartition(partition(3, "orders-x@1")))
        .hasMessageContaining("orders-x@1");
  }

  private static Map<String, Object> partition(Object shard, Object source) {
    Map<String, Object> partition = new LinkedHashMap<>();
    partition.put("shard", shard);
    partition.put("source", source);
    return partition;
  }
}
