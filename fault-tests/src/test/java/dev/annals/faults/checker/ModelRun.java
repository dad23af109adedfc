package dev.annals.faults.checker;

import dev.annals.faults.history.Acknowledged;
import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Run;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.Source;
import dev.annals.faults.history.StreamName;
import dev.annals.faults.history.Unacknowledged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A run that never happened, and in which all promises were kept: requests on two topics with three
 * partitions, each partition decided in its order and all of them mixed, some answers lost. The
 * same seed gives the same history.
 */
final class ModelRun {
  private static final int STEPS = 500;
  private static final List<Source> SOURCES =
      List.of(new Source("left", 0), new Source("left", 1), new Source("right", 0));

  private final Random random;
  private final int window;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Source, List<Sent>> topics = new HashMap<>();
  private final Map<Source, List<Long>> offsets = new HashMap<>();
  private final Map<Source, Integer> decided = new HashMap<>();
  private final Map<StreamName, ModelStream> streams = new TreeMap<>(ModelRun::byName);
  private final ModelTables tables;
  private final ModelOutput output;
  private final ModelRequests requests;
  private long now;

  private ModelRun(long seed) {
    this.random = new Random(seed);
    this.window = random.nextInt(4) == 0 ? 6 : 1_000;
    this.requests = new ModelRequests(random);
    this.tables = new ModelTables(random);
    this.output = new ModelOutput(entries);
    entries.add(new Run(seed, true, window, "a model"));
    for (Source source : SOURCES) {
      topics.put(source, new ArrayList<>());
      offsets.put(source, new ArrayList<>());
      decided.put(source, 0);
    }
  }

  private static int byName(StreamName one, StreamName other) {
    return one.toString().compareTo(other.toString());
  }

  static History of(long seed) {
    return new ModelRun(seed).history();
  }

  private History history() {
    for (int step = 0; step < STEPS; step++) {
      now += 1 + random.nextInt(1_000);
      int percent = random.nextInt(100);
      if (percent < 40) {
        send();
      } else if (percent < 70) {
        decide(SOURCES.get(random.nextInt(SOURCES.size())));
      } else if (percent < 98) {
        output.publishNext(now);
      } else {
        tables.look(entries, upto(), now, now += 5, false);
      }
    }
    finish();
    return new History(entries);
  }

  private void finish() {
    for (Source source : SOURCES) {
      while (decided.getOrDefault(source, 0) < offsets.getOrDefault(source, List.of()).size()) {
        decide(source);
      }
      for (int i = 0; i < topics.getOrDefault(source, List.of()).size(); i++) {
        Position position = Position.of(source, offsets.getOrDefault(source, List.of()).get(i));
        entries.add(new Arrived(position, topics.getOrDefault(source, List.of()).get(i).request()));
      }
    }
    while (output.publishNext(++now)) {
      // all that is left
    }
    tables.look(entries, upto(), now, now + 5, true);
  }

  private void send() {
    Source source = SOURCES.get(random.nextInt(SOURCES.size()));
    Sent sent = requests.next(source.topic(), output, now);
    if (source.topic().equals("left")) {
      source = SOURCES.get(Math.floorMod(sent.stream().hashCode(), 2));
    }
    entries.add(sent);
    int luck = random.nextInt(100);
    if (luck >= 3) {
      List<Long> taken = offsets.getOrDefault(source, List.of());
      // A hole now and then, as transactions leave them.
      long offset =
          taken.isEmpty() ? 0 : taken.get(taken.size() - 1) + (random.nextInt(9) == 0 ? 2 : 1);
      taken.add(offset);
      topics.getOrDefault(source, List.of()).add(sent);
      if (luck >= 6) {
        entries.add(new Acknowledged(sent.request(), Position.of(source, offset), now + 1));
      }
    }
    if (luck < 6) {
      entries.add(new Unacknowledged(sent.request(), "TimeoutException", now + 1));
    }
  }

  private void decide(Source source) {
    int next = decided.getOrDefault(source, 0);
    if (next == topics.getOrDefault(source, List.of()).size()) {
      return;
    }
    Sent sent = topics.getOrDefault(source, List.of()).get(next);
    Position position = Position.of(source, offsets.getOrDefault(source, List.of()).get(next));
    decided.put(source, next + 1);
    ModelStream stream = streams.computeIfAbsent(sent.stream(), none -> new ModelStream(window));
    Answer answer = stream.append(sent);
    tables.write(sent, position, answer);
    output.write(sent, position, answer);
  }

  private Map<Source, Long> upto() {
    Map<Source, Long> upto = new HashMap<>();
    decided.forEach(
        (source, count) -> {
          if (count > 0) {
            upto.put(source, offsets.getOrDefault(source, List.of()).get(count - 1) + 1);
          }
        });
    return upto;
  }
}
