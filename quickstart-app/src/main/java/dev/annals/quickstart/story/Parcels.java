package dev.annals.quickstart.story;

import java.util.ArrayList;
import java.util.List;

/** A crash: parcels are scanned on their way while the worker is killed. */
final class Parcels {
  static final String TOPIC = "parcels";
  static final String ENTITY_TYPE = "parcel";
  static final int PARCELS = 200;
  static final int SCANS = 9;

  static final String BEFORE =
      """
      Scanners report %,d parcels, %d times each. A third of the reports is being stored when the Connect
      worker is killed with SIGKILL; the scanners do not notice and go on. Then the worker is started again."""
          .formatted(PARCELS, SCANS);

  static final String AFTER =
      """
      Nothing is lost and nothing is there twice, in Cassandra and in the topic: what the worker had stored but
      not yet written down when it died, it recognised when Kafka delivered it again.""";

  private Parcels() {}

  /** The scans from one round to another, every parcel once in each round. */
  static List<StoryEvent> scans(int fromRound, int toRound) {
    List<StoryEvent> events = new ArrayList<>();
    for (int round = fromRound; round < toRound; round++) {
      for (int parcel = 0; parcel < PARCELS; parcel++) {
        events.add(
            new StoryEvent(
                TOPIC,
                ENTITY_TYPE,
                "parcel-%03d".formatted(parcel),
                "/scanner/" + round,
                "scan-%d-%d".formatted(round, parcel),
                "parcel.scanned",
                round == 0 ? "none" : Integer.toString(round),
                "{\"station\":%d}".formatted(round)));
      }
    }
    return events;
  }
}
