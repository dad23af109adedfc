package dev.annals.quickstart.input;

import dev.annals.quickstart.cassandra.ProgressRow;
import dev.annals.quickstart.cassandra.RefusedRow;
import dev.annals.quickstart.cassandra.Tables;
import dev.annals.quickstart.kafka.Sender;
import dev.annals.quickstart.kafka.TopicReader;
import dev.annals.quickstart.kafka.TopicRecord;
import dev.annals.quickstart.servers.Addresses;
import dev.annals.quickstart.servers.OutputTopics;
import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Patience;
import dev.annals.quickstart.text.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** Sends a file of events, waits until all are decided and published, and shows the figures. */
public final class InputRun implements AutoCloseable {
  /** The topic that the events go to. */
  public static final String TOPIC = "input";

  private static final long TELL_EVERY_LINES = 100_000;

  private final Screen screen;
  private final OutputTopics outputs;
  private final Patience patience;
  private final TopicReader reader;
  private final Tables tables;
  private final Sender sender;
  private final Tally tally = new Tally();
  private final Set<String> entityTypes = new TreeSet<>();

  /** A run on servers that are up. */
  public InputRun(Screen screen, Addresses addresses, OutputTopics outputs) {
    this.screen = screen;
    this.outputs = outputs;
    this.patience =
        new Patience(
            screen,
            "Look at " + addresses.connect() + "/connectors?expand=status for a failed task.");
    this.reader = new TopicReader(addresses.kafka());
    this.tables = Tables.open(addresses.cassandra());
    this.sender = new Sender(addresses.kafka());
  }

  /** Whether every line was an event that could be read as one, and what was accepted came out. */
  public boolean send(Path file) throws IOException {
    // All of them: which topics the source writes to depends on the entity types in the file.
    Map<TopicPartition, Long> before = reader.ends(reader.topics());
    Map<TopicPartition, Long> from = only(TOPIC, before);
    long sent = sendLines(file);
    Map<TopicPartition, Long> to = reader.ends(Set.of(TOPIC));
    long toDecide = total(to) - total(from);
    patience.await("decided", toDecide, () -> decided(from));
    count(from, to);
    long accepted = tally.total(Tally.Kind.ACCEPTED);
    long published = awaitPublished(before, accepted);
    show(sent, published);
    return tally.badLines() == 0
        && tally.total(Tally.Kind.UNDECODABLE) == 0
        && published == accepted;
  }

  private long sendLines(Path file) throws IOException {
    long sent = 0;
    try (InputFile lines = InputFile.open(file, Sender.LARGEST_RECORD_BYTES / 2)) {
      for (InputLine line = lines.next(); line != null; line = lines.next()) {
        if (line instanceof InputLine.Event event) {
          entityTypes.add(event.entityType());
          sender.send(event.toRecord(TOPIC));
          sent++;
        } else if (line instanceof InputLine.Bad bad) {
          tally.bad(bad);
        }
        if (line.number() % TELL_EVERY_LINES == 0) {
          screen.say("  sent: %,d events".formatted(sent));
        }
      }
    }
    sender.flush();
    screen.say("%,d events sent to topic %s.".formatted(sent, TOPIC));
    return sent;
  }

  /** How many of this run's positions the sink has decided. */
  private long decided(Map<TopicPartition, Long> from) {
    long decided = 0;
    for (ProgressRow row : tables.progress()) {
      TopicPartition partition = new TopicPartition(row.source().name(), row.source().partition());
      if (from.containsKey(partition)) {
        decided += Math.max(0, row.upto() - from.get(partition));
      }
    }
    return decided;
  }

  /** Counts outcomes: what has no row in {@code refused} is accepted. */
  private void count(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    Refusals refusals = new Refusals(tables, TOPIC);
    reader.read(
        from,
        to,
        record -> {
          RefusedRow refused = refusals.at(record.partition(), record.offset());
          if (refused == null) {
            tally.accepted(entityType(record));
          } else {
            tally.refused(
                entityType(record),
                record.header(InputLine.LINE_HEADER),
                refused.outcome(),
                why(refused));
          }
        });
  }

  private static String why(RefusedRow refused) {
    return refused.outcome().equals("duplicate")
        ? "it is at version " + refused.firstVersion() + " of " + refused.entityId() + " already"
        : refused.message();
  }

  private static String entityType(TopicRecord record) {
    String header = record.header("ce_entitytype");
    if (!header.isEmpty() || record.value() == null) {
      return header;
    }
    InputLine line = InputLine.of(0, record.value().toArray());
    return line instanceof InputLine.Event event ? event.entityType() : "";
  }

  /** Reads on in the topics of accepted events until they hold what was accepted. */
  private long awaitPublished(Map<TopicPartition, Long> from, long accepted) {
    Map<TopicPartition, Long> read = new HashMap<>(from);
    long[] published = {0};
    try {
      patience.await(
          "published",
          accepted,
          () -> {
            Map<TopicPartition, Long> ends = reader.ends(accepted());
            reader.read(read, ends, record -> published[0]++);
            read.putAll(ends);
            return published[0];
          });
    } catch (Complaint tooFew) {
      screen.say(tooFew.sentence());
    }
    return published[0];
  }

  private Set<String> accepted() {
    return OutputTopics.named(outputs.accepted(), Set.of(TOPIC), entityTypes);
  }

  private void show(long sent, long published) {
    screen.table("What became of %,d events".formatted(sent), tally.figures());
    if (!tally.notAccepted().isEmpty()) {
      screen.table("What was not accepted", tally.notAccepted());
      if (tally.notAcceptedAndNotShown() > 0) {
        screen.say("    and %,d more\n".formatted(tally.notAcceptedAndNotShown()));
      }
    }
    if (tally.badLines() > 0) {
      screen.say("%,d bad lines, which were not sent:".formatted(tally.badLines()));
      for (String line : tally.badLinesInWords()) {
        screen.say("  " + line);
      }
      screen.say("");
    }
    screen.say(
        "%,d accepted events came out again, in: %s"
            .formatted(published, String.join(", ", accepted())));
  }

  private static Map<TopicPartition, Long> only(String topic, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, Long> chosen = new HashMap<>(offsets);
    chosen.keySet().removeIf(partition -> !partition.topic().equals(topic));
    return chosen;
  }

  private static long total(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    sender.close();
    reader.close();
    tables.close();
  }
}
