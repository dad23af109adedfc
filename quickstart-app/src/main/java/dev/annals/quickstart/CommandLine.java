package dev.annals.quickstart;

import dev.annals.quickstart.servers.Ports;
import dev.annals.quickstart.text.Complaint;
import java.nio.file.Path;
import java.util.List;

/**
 * The words after {@code ./quickstart}, read from left to right. {@code --help} is none of them:
 * the script prints {@code usage.txt}, so that it takes no build.
 */
final class CommandLine {
  private final List<String> words;
  private int next;
  private boolean once;
  private Ports ports = Ports.FREE;
  private String input = "";

  CommandLine(List<String> words) {
    this.words = List.copyOf(words);
  }

  Command parse() {
    if (words.isEmpty()) {
      return new Command.Story(false, ports);
    }
    return switch (words.get(0)) {
      case "cql" -> new Command.Cql(onlyArgument("cql", "a statement in quotes"));
      case "topic" -> new Command.Topic(onlyArgument("topic", "a name"));
      default -> options();
    };
  }

  private String onlyArgument(String command, String what) {
    if (words.size() != 2 || words.get(1).isBlank()) {
      throw new Complaint(
          "'./quickstart " + command + "' takes exactly one argument: " + what + ".");
    }
    return words.get(1);
  }

  private Command options() {
    while (next < words.size()) {
      option(words.get(next++));
    }
    if (input.isEmpty()) {
      return new Command.Story(once, ports);
    }
    if (once) {
      throw new Complaint("Use --once or --input, not both: --input ends by itself, too.");
    }
    return new Command.Input(Path.of(input), ports);
  }

  private void option(String word) {
    switch (word) {
      case "--once" -> once = true;
      case "--input" -> input = argument(word);
      case "--cassandra-port" -> ports = new Ports(port(word), ports.kafka(), ports.connect());
      case "--kafka-port" -> ports = new Ports(ports.cassandra(), port(word), ports.connect());
      case "--connect-port" -> ports = new Ports(ports.cassandra(), ports.kafka(), port(word));
      default ->
          throw new Complaint(
              "'" + word + "' is no option or command. './quickstart --help' lists them.");
    }
  }

  private String argument(String option) {
    if (next == words.size() || words.get(next).isBlank()) {
      throw new Complaint(option + " needs an argument. './quickstart --help' says which.");
    }
    return words.get(next++);
  }

  private int port(String option) {
    String text = argument(option);
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535 || text.matches("0+")) {
      throw new Complaint(option + " needs a port from 1 to 65535, not '" + text + "'.");
    }
    return Integer.parseInt(text);
  }
}
