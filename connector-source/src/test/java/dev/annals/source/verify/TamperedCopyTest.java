package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.event;
import static dev.annals.source.verify.TwoStores.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thing is wrong, anywhere in a copy: the comparison never says that nothing differs. */
class TamperedCopyTest {
  private final Path folder;

  TamperedCopyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** An event on its way to a stream of the copy. */
  private record Copied(StreamId stream, NewEvent event) {}

  @ParameterizedTest
  @CsvSource({
    "nothing, 0",
    "missing, 1",
    "twice, 1",
    "one more, 1",
    "out of turn, 1",
    "in another stream, 1",
    "id, 1",
    "type, 1",
    "schema version, 1",
    "schema, 1",
    "content type, 1",
    "payload, 1",
    "no payload, 1",
    "attributes, 1",
    "key, 1",
    "headers, 1",
    "time, 1",
  })
  void whatever_is_wrong_is_told(String what, int code) {
    for (boolean renumbers : List.of(false, true)) {
      Random random = new Random(what.hashCode());
      try (TwoStores two = new TwoStores(folder)) {
        two.replay.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        two.sink.put("version.mode", renumbers ? "renumber" : "preserve");
        List<Copied> copied = fill(two, random, renumbers);
        tamper(copied, random.nextInt(copied.size()), what);
        copied.forEach(one -> two.append(two.copy, one.stream(), one.event()));

        TwoStores.Ended ended = two.verify();
        assertThat(ended.code()).as("%s, %s: %s", what, renumbers, ended).isEqualTo(code);
      }
    }
  }

  /** Fills the original, and returns what its copy has to be. */
  private static List<Copied> fill(TwoStores two, Random random, boolean renumbers) {
    List<Copied> copied = new ArrayList<>();
    Map<StreamId, Long> versions = new HashMap<>();
    int streams = 1 + random.nextInt(5);
    int events = 2 + random.nextInt(90);
    for (int i = 0; i < events; i++) {
      StreamId stream = new StreamId("order", "s" + random.nextInt(streams));
      long version = versions.merge(stream, 1L, Long::sum);
      String id = "id " + i;
      String payload = "{\"a\":" + i + "}";
      two.append(two.original, stream, event(id, "placed", payload));
      NewEvent wanted =
          renumbers ? numbered(id, "placed", 1, payload, version) : event(id, "placed", payload);
      copied.add(new Copied(stream, wanted));
    }
    return copied;
  }

  private static void tamper(List<Copied> copied, int at, String what) {
    Copied one = copied.get(at);
    NewEvent event = one.event();
    switch (what) {
      case "nothing" -> {}
      case "missing" -> copied.remove(at);
      case "twice" -> copied.add(one);
      case "one more" -> copied.add(new Copied(one.stream(), event("more", "placed", "{}")));
      case "out of turn" -> {
        copied.remove(at);
        int other = 0;
        while (other < copied.size() && !copied.get(other).stream().equals(one.stream())) {
          other++;
        }
        // Before the first of its stream; or, where it was that, at the end.
        copied.add(other < at ? other : copied.size(), one);
        if (other == copied.size() - 1) {
          copied.remove(one); // Alone in its stream it has no turn to miss.
        }
      }
      case "in another stream" ->
          copied.set(at, new Copied(new StreamId("order", "elsewhere"), event));
      default -> copied.set(at, new Copied(one.stream(), changed(event, what)));
    }
  }

  private static NewEvent changed(NewEvent of, String what) {
    Bytes other = Bytes.of((byte) 7);
    return new NewEvent(
        what.equals("id") ? new EventId("other") : of.id(),
        what.equals("type") ? "other" : of.type(),
        what.equals("schema version") ? 2 : of.schemaVersion(),
        what.equals("schema") ? "other" : of.schemaId(),
        what.equals("content type") ? null : of.contentType(),
        what.equals("payload") ? other : what.equals("no payload") ? null : of.payload(),
        what.equals("attributes") ? Map.of("x", "y") : of.attributes(),
        what.equals("key") ? other : of.key(),
        what.equals("headers") ? TwoStores.headers(Map.of("x", "y")) : of.headers(),
        what.equals("time") ? Instant.EPOCH.plusMillis(1) : of.eventTime());
  }
}
