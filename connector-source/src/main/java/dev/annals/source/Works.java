package dev.annals.source;

import dev.annals.connector.store.StoreConnection;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.replay.ReplayCounters;
import dev.annals.source.tail.RepairOffset;
import dev.annals.source.tail.StoredOffsets;
import dev.annals.source.tail.Tail;
import dev.annals.source.tail.TailCounters;
import dev.annals.source.tail.TailSettings;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins what a task does, in a store that is open.
 *
 * @param reader gives the offsets that are committed now
 * @param nanoTime a clock that decides how often something is looked at, and how fast a replay is
 */
record Works(
    StoreConnection.Open store,
    SourceSettings settings,
    OffsetStorageReader reader,
    TailCounters counters,
    ReplayCounters replayCounters,
    LongSupplier nanoTime) {
  private static final Logger log = LoggerFactory.getLogger(Works.class);

  /** The work of the mode that is set; throws what {@link Work#next} does. */
  Work begin() {
    Mode mode = settings.replay().mode();
    StoredOffsets offsets = new ConnectOffsets(reader);
    if (mode == Mode.TAIL) {
      return tail(offsets);
    }
    ReplayWork replay = new ReplayWork(store, settings, reader, replayCounters, nanoTime);
    return mode == Mode.REPLAY ? replay : new BootstrapWork(replay, offsets, shards(), this::tail);
  }

  private Work tail(StoredOffsets offsets) {
    TailSettings tailed = settings.tail(shards());
    log.info("Publishes shards {} of {}", tailed.shards(), shards());
    Map<Integer, RepairOffset> repairs = RepairOffsets.read(reader, settings.shards(shards()));
    return new TailWork(
        new Tail(
            store.events(),
            store.log(),
            RepairOffset.overlay(offsets, repairs),
            tailed,
            counters,
            nanoTime),
        settings.replay().onExpiredLog(),
        ReplayNotices.of(settings.replay(), store.events()),
        repairs);
  }

  private int shards() {
    return store.events().settings().shards();
  }
}
