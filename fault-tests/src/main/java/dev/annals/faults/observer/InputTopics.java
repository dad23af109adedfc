package dev.annals.faults.observer;

import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Recorder;
import java.util.Collection;

/** The topics that feed streams. */
public final class InputTopics {
  /** The header in which a record says which request it is. */
  public static final String REQUEST = "faults-request";

  private InputTopics() {}

  /** Takes down what is in the topics now. */
  public static void read(String bootstrapServers, Collection<String> topics, Recorder recorder) {
    try (TopicReader reader = TopicReader.ofCommitted(bootstrapServers, topics)) {
      reader.readToEnd(
          record ->
              recorder.add(
                  new Arrived(
                      new Position(record.topic(), record.partition(), record.offset()),
                      new RecordHeaders(record).find(REQUEST))));
    }
  }
}
