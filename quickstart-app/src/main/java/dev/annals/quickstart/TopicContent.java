package dev.annals.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.quickstart.kafka.TopicReader;
import dev.annals.quickstart.kafka.TopicRecord;
import dev.annals.quickstart.kafka.Topics;
import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Screen;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The records of a topic, from its beginning to its present end. */
final class TopicContent {
  private final Screen screen;
  private long records;

  private TopicContent(Screen screen) {
    this.screen = screen;
  }

  static void print(String bootstrapServers, String topic, Screen screen) {
    requireExisting(bootstrapServers, topic);
    TopicContent content = new TopicContent(screen);
    try (TopicReader reader = new TopicReader(bootstrapServers)) {
      Map<TopicPartition, Long> ends = reader.ends(Set.of(topic));
      reader.read(Map.of(), ends, content::print);
    }
    screen.say("(" + content.records + " records)");
  }

  private static void requireExisting(String bootstrapServers, String topic) {
    try (Topics topics = new Topics(bootstrapServers)) {
      Set<String> names = topics.names();
      if (!names.contains(topic)) {
        throw new Complaint(
            "There is no topic '" + topic + "'. These are there: " + String.join(", ", names));
      }
    }
  }

  private void print(TopicRecord record) {
    records++;
    screen.say(
        record.place()
            + "   key "
            + text(record.key())
            + "   "
            + Instant.ofEpochMilli(record.timestampMs()));
    for (TopicRecord.Header header : record.headers()) {
      screen.say("    " + header.name() + ": " + text(header.value()));
    }
    screen.say("  " + text(record.value()));
    screen.say("");
  }

  private static String text(@Nullable Bytes bytes) {
    if (bytes == null) {
      return "(none)";
    }
    try {
      String text = UTF_8.newDecoder().decode(bytes.toBuffer()).toString();
      return text.chars().anyMatch(TopicContent::isUnprintable) ? hex(bytes) : text;
    } catch (CharacterCodingException binary) {
      return hex(bytes);
    }
  }

  /** Control characters may do anything to a terminal. */
  private static boolean isUnprintable(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  private static String hex(Bytes bytes) {
    return "0x" + HexFormat.of().formatHex(bytes.toArray());
  }
}
