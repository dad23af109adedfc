package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.event;
import static dev.annals.source.verify.TwoStores.numbered;
import static dev.annals.source.verify.TwoStores.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.source.verify.TwoStores.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy with versions of its own, since rules split and drop events. */
class RenumberedCopyTest {
  /** Splits, drops, and leaves the rest. */
  static final String RULES =
      """
      [{"type": "ordered", "from": 1, "split": "[lines.{'data': $}]"},
       {"type": "pinged", "from": 1, "drop": true}]
      """;

  private final TwoStores stores;

  RenumberedCopyTest(@TempDir Path folder) {
    this.stores = new TwoStores(folder);
    stores.replay.put("upcast.rules", RULES);
    stores.sink.put("version.mode", "renumber");
    stores.original(
        event("1", "pinged", "{}"),
        event("2", "ordered", "{\"lines\":[\"a\",\"b\"]}"),
        event("3", "pinged", "{}"),
        event("4", "paid", "{}"));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void assertDifferences(String... lines) {
    Ended ended = stores.verify();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().subList(0, ended.out().size() - 1)).containsExactly(lines);
    assertThat(ended.code()).isEqualTo(lines.length == 0 ? 0 : 1);
  }

  @Test
  void parts_of_splits_are_expected_and_dropped_events_are_not() {
    stores.copy(
        numbered("2#1", "ordered", 2, "\"a\"", 2),
        numbered("2#2", "ordered", 2, "\"b\"", 2),
        numbered("4", "paid", 1, "{}", 4));

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 3 events compared: no difference");
  }

  @Test
  void a_wrong_original_version_is_told_and_so_is_one_that_is_absent() {
    stores.copy(
        numbered("2#1", "ordered", 2, "\"a\"", 1),
        with(
            event("2#2", "ordered", 2, "\"b\"", Map.of()),
            numbered("2#2", "ordered", 2, "\"b\"", 2).headers()),
        numbered("4", "paid", 1, "{}", 4));

    assertDifferences(
        "order/17@2 (1 in the copy): its attribute originalversion is 1, expected 2;"
            + " its header ce_originalversion has another value",
        "order/17@2 (2 in the copy): its attribute originalversion is absent, expected 2");
  }

  @Test
  void a_missing_part_is_told_once_and_the_rest_is_compared() {
    stores.copy(
        numbered("2#1", "ordered", 2, "\"a\"", 2), numbered("4", "paid", 1, "{\"x\":1}", 4));

    assertDifferences(
        "order/17@2: is missing from the copy: id 2#2",
        "order/17@4 (2 in the copy): its payload is 7 bytes (sha-256 5041bf1f713d…), expected 2 bytes (sha-256 44136fa355b3…)");
  }

  @Test
  void an_event_that_rules_drop_is_not_expected_in_the_copy() {
    stores.copy(
        numbered("1", "pinged", 1, "{}", 1),
        numbered("2#1", "ordered", 2, "\"a\"", 2),
        numbered("2#2", "ordered", 2, "\"b\"", 2),
        numbered("3", "pinged", 1, "{}", 3),
        numbered("4", "paid", 1, "{}", 4));

    assertDifferences(
        "order/17@1: is in the copy, but nothing in the original is there for it: id 1",
        "order/17@4: is in the copy, but nothing in the original is there for it: id 3");
  }

  @Test
  void an_event_without_an_original_version_that_is_not_the_one_expected_is_told() {
    stores.copy(
        numbered("2#1", "ordered", 2, "\"a\"", 2),
        numbered("2#2", "ordered", 2, "\"b\"", 2),
        with(
            event("other", "paid", 1, "{}", Map.of("originalversion", "four")),
            numbered("4", "paid", 1, "{}", 4).headers()));

    assertDifferences(
        "order/17@4 (3 in the copy): its id is other, expected 4;"
            + " its attribute originalversion is four, expected 4");
  }

  @Test
  void events_in_another_order_are_told() {
    stores.copy(
        numbered("2#2", "ordered", 2, "\"b\"", 2),
        numbered("2#1", "ordered", 2, "\"a\"", 2),
        numbered("4", "paid", 1, "{}", 4));

    Ended ended = stores.verify();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).first().asString().contains("its id is 2#2, expected 2#1");
    assertThat(ended.out()).last().asString().contains("2 differences");
  }
}
