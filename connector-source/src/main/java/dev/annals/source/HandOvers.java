package dev.annals.source;

import dev.annals.model.Source;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.scan.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Finds where a run of a replay hands over: the first task of the first start says it for all. */
final class HandOvers {
  /** What a task replays in a second at the least, where nothing limits it: an assumption. */
  private static final int ASSUMED_PER_TASK = 1_000;

  /** The scope of a row that is not there although its run is under way. */
  private static final String LOST = "lost";

  private HandOvers() {}

  /**
   * The hand-over of a run.
   *
   * @param stored what the run has done
   * @throws ConnectException with a sentence where the run cannot begin, or not go on like this
   */
  static HandOver of(OutcomeLog outcomes, SourceSettings source, String run, StoredReplay stored) {
    ReplaySettings settings = source.replay();
    boolean begins = stored.run().isEmpty();
    HandOver proposed =
        new HandOver(
            settings.rowName(run),
            begins ? settings.scopeText() : LOST,
            begins ? upto(outcomes) : Map.of(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    if (begins && settings.mode() == Mode.BOOTSTRAP) {
      requireTime(proposed, source);
    }
    HandOver standing = Await.answer(outcomes.handOver(proposed));
    if (standing.scope().equals(LOST)) {
      throw new ConnectException(
          ("Run %s of replay %s is under way, but its row in table replays is gone, and with it"
                  + " where the replay ends: stop the connector and reset its offsets. Then it begins"
                  + " anew.")
              .formatted(run, settings.name()));
    }
    if (!standing.scope().equals(settings.scopeText())) {
      throw new ConnectException(
          ("Replay %s began as '%s' and is set to '%s' now. Set it back, or stop the connector and"
                  + " reset its offsets: then it begins anew.")
              .formatted(settings.name(), standing.scope(), settings.scopeText()));
    }
    return standing;
  }

  private static Map<Source, Long> upto(OutcomeLog outcomes) {
    Map<Source, Long> upto = new HashMap<>();
    for (String name : Await.answer(outcomes.sourceNames())) {
      for (Progress progress : Await.answer(outcomes.progress(name))) {
        upto.put(progress.source(), progress.upto());
      }
    }
    return upto;
  }

  /**
   * The tail begins with entries that are as old as the replay took. Most offsets stand for an
   * event at most, so their sum is more than there is to do, or about that; where atomic appends
   * abound it is less, and then the tail says which entries are missing.
   */
  private static void requireTime(HandOver proposed, SourceSettings source) {
    ReplaySettings settings = source.replay();
    long most = proposed.upto().values().stream().mapToLong(Long::longValue).sum();
    boolean isLimited = settings.eventsPerSecond() > 0;
    long perSecond =
        isLimited ? settings.eventsPerSecond() : (long) ASSUMED_PER_TASK * source.tasks();
    Duration takes = Duration.ofSeconds(most / perSecond);
    if (takes.compareTo(settings.logRetention()) >= 0) {
      throw new ConnectException(
          ("The replay of up to %d events would take %s at %d events a second (%s), but the log that"
                  + " the tail goes on with is kept for %s only, so entries would be lost in between:"
                  + " raise replay.max.events.per.second or tasks.max, or log.retention.ms of the"
                  + " sinks and of this connector. Nothing was published.")
              .formatted(
                  most,
                  takes,
                  perSecond,
                  isLimited
                      ? "replay.max.events.per.second"
                      : "what " + source.tasks() + " tasks do at the least",
                  settings.logRetention()));
    }
  }
}
