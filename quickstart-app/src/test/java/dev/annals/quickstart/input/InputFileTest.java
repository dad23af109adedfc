package dev.annals.quickstart.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputFileTest {
  private static final String EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\",\"source\":\"/a\"}";

  @Test
  void empty_lines_are_counted_and_passed_over() throws IOException {
    assertThat(numbers("\n" + EVENT + "\r\n  \n" + EVENT)).containsExactly(2L, 4L);
  }

  @Test
  void a_byte_order_mark_and_the_end_of_line_are_no_part_of_an_event() throws IOException {
    InputLine line = read("\ufeff" + EVENT + "\r\n", 1_000).get(0);

    assertThat(line).isInstanceOf(InputLine.Event.class);
    assertThat(((InputLine.Event) line).json().toArray()).isEqualTo(EVENT.getBytes(UTF_8));
  }

  @Test
  void a_line_beyond_the_limit_is_bad_and_the_next_one_is_read() throws IOException {
    List<InputLine> lines = read("x".repeat(5_000) + "\n" + EVENT + "\n", 1_000);

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).isInstanceOf(InputLine.Bad.class);
    assertThat(((InputLine.Bad) lines.get(0)).reason()).startsWith("longer than 1,000 bytes");
    assertThat(lines.get(1).number()).isEqualTo(2);
  }

  @Test
  void an_empty_file_has_no_line() throws IOException {
    assertThat(numbers("")).isEmpty();
  }

  @Test
  void every_line_of_the_example_is_an_event() throws IOException {
    List<InputLine> lines = new ArrayList<>();
    try (InputFile file = InputFile.open(Path.of("examples/events.ndjson"), 10_000)) {
      for (InputLine line = file.next(); line != null; line = file.next()) {
        lines.add(line);
      }
    }
    assertThat(lines).hasSize(12).hasOnlyElementsOfType(InputLine.Event.class);
  }

  private static List<Long> numbers(String text) throws IOException {
    return read(text, 1_000).stream().map(InputLine::number).toList();
  }

  private static List<InputLine> read(String text, int longest) throws IOException {
    List<InputLine> lines = new ArrayList<>();
    try (InputFile file = new InputFile(new ByteArrayInputStream(text.getBytes(UTF_8)), longest)) {
      for (InputLine line = file.next(); line != null; line = file.next()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
