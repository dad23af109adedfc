package dev.annals.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.quickstart.servers.Ports;
import dev.annals.quickstart.text.Complaint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void no_word_tells_the_story_and_stays() {
    assertThat(parse()).isEqualTo(new Command.Story(false, Ports.FREE));
  }

  @Test
  void once_tells_the_story_and_goes() {
    assertThat(parse("--once")).isEqualTo(new Command.Story(true, Ports.FREE));
  }

  @Test
  void input_names_a_file() {
    assertThat(parse("--input", "my events.json"))
        .isEqualTo(new Command.Input(Path.of("my events.json"), Ports.FREE));
  }

  @Test
  void ports_may_stand_anywhere_among_the_options() {
    assertThat(parse("--kafka-port", "19092", "--once", "--connect-port", "18083"))
        .isEqualTo(new Command.Story(true, new Ports(0, 19092, 18083)));
    assertThat(parse("--cassandra-port", "19042"))
        .isEqualTo(new Command.Story(false, new Ports(19042, 0, 0)));
  }

  @Test
  void cql_and_topic_take_one_argument() {
    assertThat(parse("cql", "SELECT * FROM events"))
        .isEqualTo(new Command.Cql("SELECT * FROM events"));
    assertThat(parse("topic", "orders.rejected")).isEqualTo(new Command.Topic("orders.rejected"));
    assertThatThrownBy(() -> parse("cql", "SELECT", "*"))
        .isInstanceOf(Complaint.class)
        .hasMessage("'./quickstart cql' takes exactly one argument: a statement in quotes.");
    assertThatThrownBy(() -> parse("topic")).isInstanceOf(Complaint.class);
  }

  @Test
  void every_word_is_in_the_help() throws IOException {
    String help;
    try (InputStream in = CommandLineTest.class.getResourceAsStream("usage.txt")) {
      assertThat(in).isNotNull();
      help = new String(in.readAllBytes(), UTF_8);
    }
    assertThat(help)
        .contains("--once", "--input FILE", "cql '", "topic NAME", "--help")
        .contains("--cassandra-port N", "--kafka-port N", "--connect-port N");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "9042x", ""})
  void what_is_no_port_is_refused(String port) {
    assertThatThrownBy(() -> parse("--kafka-port", port))
        .isInstanceOf(Complaint.class)
        .hasMessageStartingWith("--kafka-port needs ");
  }

  @Test
  void an_unknown_word_is_named() {
    assertThatThrownBy(() -> parse("--twice"))
        .hasMessage("'--twice' is no option or command. './quickstart --help' lists them.");
  }

  @Test
  void once_and_input_do_not_go_together() {
    assertThatThrownBy(() -> parse("--once", "--input", "file")).isInstanceOf(Complaint.class);
  }

  private static Command parse(String... words) {
    return Command.parse(List.of(words));
  }
}
