package dev.annals.quickstart;

import dev.annals.quickstart.servers.Ports;
import dev.annals.quickstart.text.Complaint;
import java.nio.file.Path;
import java.util.List;

/** What the program was asked to do. */
sealed interface Command {
  /** Start everything and tell the story; then stay, or check every figure and go. */
  record Story(boolean once, Ports ports) implements Command {}

  /** Send a file of events, to the quickstart that runs or else to one started for it. */
  record Input(Path file, Ports ports) implements Command {}

  /** Print what a statement answers in the Cassandra of the quickstart that runs. */
  record Cql(String statement) implements Command {}

  /** Print the records of a topic of the quickstart that runs. */
  record Topic(String name) implements Command {}

  /** The command that these words ask for, else {@link Complaint}. */
  static Command parse(List<String> words) {
    return new CommandLine(words).parse();
  }
}
