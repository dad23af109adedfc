package dev.annals.faults.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final StreamName STREAM = new StreamName("order", "17 \"ü\"");
  private static final Position AT = new Position("orders", 3, 4711);
  private static final Run RUN = new Run(-5, true, 1_000, "a test");
  private static final List<Entry> ONE_OF_EACH =
      List.of(
          RUN,
          new Sent(
              "r1",
              "p1",
              Kind.BATCH,
              "orders",
              STREAM,
              List.of(new SentEvent("/p1 1", "happened", "aa"), new SentEvent("/p1 2", "x", "bb")),
              Expected.exactly(12),
              false,
              "r0",
              1),
          new Acknowledged("r1", AT, 2),
          new Unacknowledged("r2", "TimeoutException", 3),
          new Struck("SIGKILL of the worker", 3),
          new Arrived(AT, null),
          new Published(
              "order.rejected",
              0,
              5,
              true,
              STREAM,
              "/p1 1",
              Content.of("{}".getBytes(UTF_8)),
              Published.REJECTED,
              null,
              "version-conflict",
              Expected.NONE,
              0L,
              "/p1 0",
              AT,
              4),
          new ProgressRow(1, AT.source(), 4_712, Map.of(0, 4_712L, 7, 12L)),
          new BucketRow(1, STREAM, 2, null, 9L, true),
          new EventRow(1, STREAM, 2, 1_001, "/p1 1", "happened", Content.ABSENT, AT, 1),
          new RefusedRow(
              1, AT, RefusedRow.UNDECODABLE, null, null, Expected.ANY, null, null, null, List.of()),
          new SegmentRow(1, 7, AT.source(), 1, 12, -1, 3),
          new Look(1, true, 5, 6),
          new HeapUsed("127.0.0.1:8083", 4_711, 2, 33_554_432, 36, 20_000, 7));

  @Test
  void every_kind_of_entry_is_read_as_it_was_written(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("history.jsonl");
    new History(ONE_OF_EACH).write(file);

    assertThat(Files.readAllLines(file)).hasSameSizeAs(ONE_OF_EACH);
    assertThat(History.read(file).entries()).isEqualTo(ONE_OF_EACH);
    assertThat(ONE_OF_EACH)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(Entry.class.getPermittedSubclasses());
  }

  @Test
  void a_recorder_leaves_in_its_file_what_it_remembers(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("history.jsonl");
    History history;
    try (Recorder recorder = new Recorder(file, RUN)) {
      recorder.add(new Look(1, false, recorder.now(), recorder.now()));
      history = recorder.history();
    }

    assertThat(history.entries()).hasSize(2);
    assertThat(History.read(file)).isEqualTo(history);
  }

  @Test
  void lines_that_lack_a_number_or_are_of_another_kind_are_named(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("history.jsonl");

    Files.writeString(
        file, "# for people\n\n{\"entry\": \"look\", \"number\": 1, \"last\": true}\n");
    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("history.jsonl:3 is no line of a history");

    Files.writeString(file, "{\"entry\": \"other\"}\n");
    assertThatThrownBy(() -> History.read(file)).hasMessageContaining("history.jsonl:1");
  }

  @Test
  void sources_and_positions_are_read_as_annals_writes_them() {
    assertThat(Source.parse("my-topic-12@x-1")).isEqualTo(new Source("my-topic", 12));
    assertThat(Position.parse("orders-3@1:4711")).isEqualTo(AT).hasToString("orders-3@4711");
    assertThatThrownBy(() -> Source.parse("orders")).hasMessageContaining("orders");
    assertThatThrownBy(() -> Position.parse("orders")).hasMessageContaining("orders");
  }

  @Test
  void expected_versions_match_what_they_say() {
    assertThat(Expected.ANY.matches(0)).isTrue();
    assertThat(Expected.NONE.matches(0)).isTrue();
    assertThat(Expected.NONE.matches(1)).isFalse();
    assertThat(Expected.EXISTS.matches(0)).isFalse();
    assertThat(Expected.EXISTS.matches(7)).isTrue();
    assertThat(Expected.exactly(7).matches(7)).isTrue();
    assertThat(Expected.exactly(7).matches(8)).isFalse();
    assertThatThrownBy(() -> new Expected("soon")).hasMessageContaining("soon");
  }
}
