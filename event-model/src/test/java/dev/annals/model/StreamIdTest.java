package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamIdTest {

  /** Stored data lies by these numbers: a change here loses it. */
  @ParameterizedTest
  @CsvSource({
    "order,  1,      8, 5",
    "order,  2,      8, 1",
    "pallet, 123456, 8, 6",
    "Größe,  日本,    8, 7",
    "order,  1,      1, 0",
  })
  void its_shard_never_changes(String entityType, String entityId, int shards, int shard) {
    assertThat(new StreamId(entityType, entityId).shard(shards)).isEqualTo(shard);
  }

  @Test
  void shards_are_even() {
    Map<Integer, Integer> count = new HashMap<>();
    for (int i = 0; i < 8_000; i++) {
      count.merge(new StreamId("order", Integer.toString(i)).shard(8), 1, Integer::sum);
    }

    assertThat(count).hasSize(8).values().allSatisfy(n -> assertThat(n).isBetween(800, 1_200));
  }

  @Test
  void takes_what_fits_a_partition_key() {
    String longest = "x".repeat(StreamId.MAX_BYTES - 1);

    assertThat(new StreamId("t", longest).entityId()).hasSize(StreamId.MAX_BYTES - 1);
    assertThatThrownBy(() -> new StreamId("tt", longest)).hasMessageContaining("65,472 bytes");
    assertThatThrownBy(() -> new StreamId("t", "日".repeat(StreamId.MAX_BYTES / 3 + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new StreamId("t", "日".repeat(20_000)).entityId()).hasSize(20_000);
  }

  @Test
  void neither_part_is_empty_or_beyond_utf8() {
    assertThatThrownBy(() -> new StreamId("", "1")).hasMessageContaining("entity type is empty");
    assertThatThrownBy(() -> new StreamId("order", "")).hasMessageContaining("entity id is empty");
    assertThatThrownBy(() -> new StreamId("order", "1\udc00")).hasMessageContaining("entity id");
    assertThatThrownBy(() -> new StreamId("\ud800x", "1")).hasMessageContaining("entity type");
    assertThat(new StreamId("order", "\u0000🚚")).hasToString("order/\\u0000🚚");
  }
}
