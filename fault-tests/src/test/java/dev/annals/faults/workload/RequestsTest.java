package dev.annals.faults.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.history.Content;
import dev.annals.faults.history.Kind;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final Plan PLAN =
      new Plan(7, List.of("d1", "d2"), List.of("f1", "f2"), "test", 5, 2, 1_000, 100);

  @Test
  void the_same_seed_asks_for_the_same() {
    assertThat(draw(0, 1_000)).isEqualTo(draw(0, 1_000)).isNotEqualTo(draw(1, 1_000));
  }

  @Test
  void every_kind_is_asked_for_and_streams_are_fed_by_several_topics() {
    Set<Kind> kinds = new HashSet<>();
    Map<String, Set<String>> topics = new HashMap<>();
    for (Request request : draw(0, 1_000)) {
      kinds.add(request.sent(0).kind());
      topics
          .computeIfAbsent(request.stream().toString(), none -> new HashSet<>())
          .add(request.topic());
      assertThat(request.topic()).startsWith(request.fact() ? "f" : "d");
    }
    assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
    topics.keySet().removeIf(stream -> !stream.contains("/long-"));
    assertThat(topics).hasSize(10).allSatisfy((stream, feeding) -> assertThat(feeding).hasSize(2));
  }

  @Test
  void only_short_lived_streams_are_closed() {
    List<Request> closing = draw(0, 1_000).stream().filter(Request::closes).toList();

    assertThat(closing)
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.stream().entityId()).startsWith("short-"));
  }

  @Test
  void a_retry_has_the_events_and_the_bytes_of_what_it_repeats() {
    Map<String, Request> earlier = new HashMap<>();
    int retries = 0;
    for (Request request : draw(0, 1_000)) {
      earlier.put(request.name(), request);
      if (request.repeats() != null) {
        retries++;
        Request first = Objects.requireNonNull(earlier.get(request.repeats()));
        assertThat(request.sent(1).events()).isEqualTo(first.sent(0).events());
        assertThat(request.record().value()).isEqualTo(first.record().value());
      }
    }
    assertThat(retries).isGreaterThan(50);
  }

  @Test
  void ids_are_used_again_for_something_else() {
    Map<List<String>, List<SentEvent>> first = new HashMap<>();
    int reused = 0;
    for (Request request : draw(0, 1_000)) {
      List<SentEvent> events = request.sent(0).events();
      List<SentEvent> before = first.putIfAbsent(request.ids(), events);
      if (before != null && !request.variant().isEmpty() && request.repeats() == null) {
        reused++;
        for (int i = 0; i < events.size(); i++) {
          assertThat(events.get(i).id()).isEqualTo(before.get(i).id());
          assertThat(events.get(i).content()).isNotEqualTo(before.get(i).content());
        }
      }
    }
    assertThat(reused).isGreaterThan(10);
  }

  @Test
  void batches_overlap_with_older_ones_and_neither_is_sent_again() {
    List<Request> drawn = draw(0, 2_000);
    int overlapping = 0;
    for (int i = 0; i < drawn.size(); i++) {
      Request later = drawn.get(i);
      for (Request older : drawn.subList(0, i)) {
        Set<String> common = new HashSet<>(older.ids());
        common.retainAll(later.ids());
        if (!common.isEmpty() && !older.ids().equals(later.ids())) {
          overlapping++;
          assertThat(common).hasSizeLessThan(later.ids().size());
          assertThat(later.stream()).isEqualTo(older.stream());
          assertThat(drawn.stream().filter(one -> one.ids().equals(older.ids()))).hasSize(1);
          assertThat(drawn.stream().filter(one -> one.ids().equals(later.ids()))).hasSize(1);
        }
      }
    }
    assertThat(overlapping).isGreaterThan(10);
  }

  @Test
  void some_batches_have_an_id_twice() {
    assertThat(draw(0, 1_000))
        .filteredOn(request -> new HashSet<>(request.ids()).size() < request.ids().size())
        .hasSizeGreaterThan(10);
  }

  @Test
  void some_retries_are_late() {
    List<Request> drawn = draw(0, 2_000);
    int late = 0;
    for (int i = 0; i < drawn.size(); i++) {
      String first = drawn.get(i).repeats();
      int back = i;
      while (first != null && !drawn.get(back).name().equals(first)) {
        back--;
      }
      late += i - back > 100 ? 1 : 0;
    }
    assertThat(late).isGreaterThan(10);
  }

  @Test
  void what_is_taken_down_of_a_payload_is_what_kafka_gets() {
    for (Request request : draw(0, 100)) {
      Sent sent = request.sent(0);
      byte[] value = request.record().value();
      if (sent.events().size() == 1) {
        assertThat(sent.events().get(0).content()).isEqualTo(Content.of(value));
      } else {
        String[] elements = new String(value, UTF_8).replaceAll("^\\[|]$", "").split("(?<=}}),");
        assertThat(elements).hasSameSizeAs(sent.events());
        for (int i = 0; i < elements.length; i++) {
          assertThat(sent.events().get(i).content())
              .isEqualTo(Content.of(elements[i].getBytes(UTF_8)));
        }
      }
    }
  }

  private static List<Request> draw(int producer, int count) {
    Requests requests = new Requests(PLAN, producer, new Heads());
    List<Request> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(requests.next());
    }
    return drawn;
  }
}
