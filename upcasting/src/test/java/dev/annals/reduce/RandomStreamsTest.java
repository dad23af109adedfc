package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import dev.annals.model.RecordedEvent;
import dev.annals.model.store.Snapshot;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshot and tail give what all events give, to the byte, whatever the reducer computes. */
class RandomStreamsTest {
  private static final String[] NAMES = {"a", "b", "c", "ü", "🚚", ""};
  private static final String[] VALUES = {
    "1",
    "1.50",
    "1E10",
    "1e-7",
    "-0.0",
    "12345678901234567890.10",
    "9007199254740993",
    "true",
    "null",
    "\"x\"",
    "\"\\udc00 🚚\"",
    "[1.0, null, {\"z\": null}]",
    "{}"
  };

  private static final UpcastChain CHAIN =
      Events.chain(
          """
          [{"type": "changed", "from": 1, "to": 2, "data": "$type(a) = 'object' ? a : $"}]
          """);

  /** The second computes numbers, which a double holds; the third only keeps what it is given. */
  private static final List<Reducer> REDUCERS =
      List.of(
          new MergePatch(),
          Jsonata.of(
              "numbers",
              "{'n': $state.n * 10 + $event.version / 4, 'last': $state.n > 1e30 ? 0 : $, 's':"
                  + " $string($state.n)}",
              "{\"n\": 1}"),
          Jsonata.of("list", "$append($state[[0..8]], [[$]])", "[]"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_snapshot_and_the_tail_give_what_all_events_give(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 350; i++) {
      List<RecordedEvent> events = events(random);
      for (Reducer reducer : REDUCERS) {
        String what = "seed %d, stream %d, reducer %s".formatted(seed, i, reducer.name());
        Fold fold = new Fold(reducer, random.nextBoolean() ? CHAIN : UpcastChain.EMPTY);
        Bytes whole = text(Events.fold(fold, fold.start(Events.ORDER), events));
        int version = 1 + random.nextInt(events.size());

        State taken = Events.fold(fold, fold.start(Events.ORDER), events.subList(0, version));
        Snapshot snapshot = fold.snapshot(taken, Events.NOW);
        State resumed =
            Events.fold(fold, fold.resume(snapshot), events.subList(version, events.size()));

        assertThat(resumed.version()).as(what).isEqualTo(events.size());
        assertThat(text(resumed)).as(what).isEqualTo(whole);
      }
    }
  }

  private static Bytes text(State state) throws Exception {
    return Json.write(state.document());
  }

  private static List<RecordedEvent> events(Random random) {
    List<String> payloads = new ArrayList<>();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      payloads.add(object(random, 2));
    }
    return Events.events(payloads);
  }

  private static String object(Random random, int depth) {
    List<String> members = new ArrayList<>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        String value =
            depth > 0 && random.nextInt(3) == 0
                ? object(random, depth - 1)
                : VALUES[random.nextInt(VALUES.length)];
        members.add("\"%s\": %s".formatted(name, value));
      }
    }
    return "{" + String.join(", ", members) + "}";
  }
}
