package dev.annals.quickstart;

import dev.annals.quickstart.cassandra.Tables;
import dev.annals.quickstart.check.Findings;
import dev.annals.quickstart.input.InputRun;
import dev.annals.quickstart.servers.Addresses;
import dev.annals.quickstart.servers.OutputTopics;
import dev.annals.quickstart.servers.Ports;
import dev.annals.quickstart.servers.RunningQuickstart;
import dev.annals.quickstart.servers.Servers;
import dev.annals.quickstart.story.Story;
import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries commands out. */
final class Quickstart {
  private static final long LOOK_EVERY_MS = 1_000;

  private final Path root;
  private final Screen screen;

  Quickstart(Path root, Screen screen) {
    this.root = root;
    this.screen = screen;
  }

  /** The exit code. */
  int run(Command command) throws Exception {
    if (command instanceof Command.Story story) {
      return story.once()
          ? Session.run(root, screen, session -> once(session, story.ports()))
          : stay(story.ports());
    }
    if (command instanceof Command.Input input) {
      return input(input);
    }
    if (command instanceof Command.Cql cql) {
      try (Tables tables = Tables.open(RunningQuickstart.require(root).addresses().cassandra())) {
        CqlAnswer.print(tables, cql.statement(), screen);
      }
    } else if (command instanceof Command.Topic topic) {
      String kafka = RunningQuickstart.require(root).addresses().kafka();
      TopicContent.print(kafka, topic.name(), screen);
    }
    return Main.AS_IT_SHOULD;
  }

  private int once(Session session, Ports ports) throws Exception {
    long start = System.nanoTime();
    Servers servers = session.servers();
    start(servers, ports);
    try (Story story = new Story(servers, screen)) {
      story.tell();
      int code = report(story.check(), session);
      screen.say("All of it took %d s.".formatted((System.nanoTime() - start) / 1_000_000_000));
      return code;
    }
  }

  private int report(Findings findings, Session session) {
    screen.heading("The check");
    for (String difference : findings.differences()) {
      screen.say("DIFFERENT  " + difference);
    }
    int different = findings.differences().size();
    screen.say(
        "%,d figures compared with what topics and tables hold; %s."
            .formatted(
                findings.compared(), different == 0 ? "none differs" : different + " differ"));
    if (different == 0) {
      return Main.AS_IT_SHOULD;
    }
    session.keepLogs();
    return Main.DIFFERENT;
  }

  private int stay(Ports ports) throws Exception {
    Optional<RunningQuickstart> other = RunningQuickstart.find(root);
    if (other.isPresent()) {
      throw new Complaint(
          "A quickstart is running already, as process "
              + other.get().pid()
              + ". Look into it with './quickstart cql' and './quickstart topic', or end it with Ctrl-C.");
    }
    return Session.run(root, screen, session -> stay(session, ports));
  }

  private int stay(Session session, Ports ports) throws Exception {
    Servers servers = session.servers();
    start(servers, ports.orUsual());
    try (Story story = new Story(servers, screen)) {
      story.tell();
    }
    servers.announce();
    screen.heading("Look further");
    screen.say(hints(servers));
    stayUntilEnded(servers);
    session.keepLogs();
    return Main.FAILED;
  }

  private static String hints(Servers servers) {
    Addresses addresses = servers.addresses();
    OutputTopics outputs = servers.outputs();
    return """
    All of it runs on until you press Ctrl-C. In another terminal:

      ./quickstart cql 'SELECT entity_id, version, type, payload FROM events LIMIT 10'
      ./quickstart cql 'SELECT source, position, outcome, message FROM refused WHERE position >= 0 ALLOW FILTERING'
      ./quickstart topic %s
      ./quickstart topic %s
      ./quickstart --input quickstart-app/examples/events.ndjson

    Cassandra  %s, user %s, password %s, keyspace %s
    Kafka      %s
    Connect    %s/connectors?expand=status
    """
        .formatted(
            Story.exceptionsTopic(outputs),
            Story.rejectedTopic(outputs),
            addresses.cassandra().contactPoint(),
            addresses.cassandra().username(),
            addresses.cassandra().password(),
            Tables.KEYSPACE,
            addresses.kafka(),
            addresses.connect());
  }

  /** Ctrl-C ends the process from outside; this returns only where a server does not live on. */
  private void stayUntilEnded(Servers servers) throws InterruptedException {
    while (servers.ended().isEmpty()) {
      Thread.sleep(LOOK_EVERY_MS);
    }
    screen.say("A server ended by itself; its log is " + String.join(", ", servers.ended()) + ".");
  }

  private int input(Command.Input input) throws Exception {
    if (!Files.isRegularFile(input.file()) || !Files.isReadable(input.file())) {
      throw new Complaint("There is no readable file " + input.file() + ".");
    }
    Optional<RunningQuickstart> running = RunningQuickstart.find(root);
    if (running.isPresent()) {
      screen.say("Sending to the quickstart that runs.");
      return send(input.file(), running.get().addresses(), running.get().outputs());
    }
    return Session.run(root, screen, session -> input(session, input));
  }

  private int input(Session session, Command.Input input) throws Exception {
    Servers servers = session.servers();
    start(servers, input.ports());
    int code = send(input.file(), servers.addresses(), servers.outputs());
    screen.say(
        "Everything is taken down again. To keep events and look at them, start './quickstart'"
            + " first, in another terminal.");
    return code;
  }

  private int send(Path file, Addresses addresses, OutputTopics outputs) throws Exception {
    try (InputRun run = new InputRun(screen, addresses, outputs)) {
      return run.send(file) ? Main.AS_IT_SHOULD : Main.DIFFERENT;
    }
  }

  private void start(Servers servers, Ports ports) throws Exception {
    screen.heading("Annals, on this machine");
    List<String> topics = new ArrayList<>(Story.INPUTS);
    topics.add(InputRun.TOPIC);
    servers.start(ports, topics, Story.FACTS);
  }
}
