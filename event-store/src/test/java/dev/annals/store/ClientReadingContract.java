package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.TypedState;
import dev.annals.store.client.Versions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reading, listing and loading by the client. */
abstract class ClientReadingContract {
  record Numbers(List<Integer> n) {}

  record Texts(List<String> n, boolean closed) {}

  private final ClientScenario given;
  private final StreamId order;

  ClientReadingContract(Supplier<ClientScenario> scenario) {
    this.given = scenario.get();
    this.order = given.order;
  }

  @Test
  void a_stream_is_read_in_either_direction_and_in_parts() {
    given.appendNumbers(order, 1, 10);

    assertThat(versions(Versions.ALL)).isEqualTo(range(1, 10));
    assertThat(versions(Versions.from(8))).containsExactly(8L, 9L, 10L);
    assertThat(versions(Versions.upTo(2))).containsExactly(1L, 2L);
    assertThat(versions(Versions.between(4, 6))).containsExactly(4L, 5L, 6L);
    assertThat(versions(Versions.between(4, 6).backwards())).containsExactly(6L, 5L, 4L);
    assertThat(versions(Versions.from(9).backwards())).containsExactly(10L, 9L);
    assertThat(versions(Versions.between(9, 99))).containsExactly(9L, 10L);
    assertThat(versions(Versions.between(11, 99))).isEmpty();
    assertThatThrownBy(() -> Versions.from(0)).hasMessageEndingWith("not 0 to " + Long.MAX_VALUE);
    assertThatThrownBy(() -> Versions.between(3, 2)).hasMessageEndingWith("not 3 to 2");
  }

  @Test
  void a_page_says_where_to_go_on_among_the_versions_asked_for() {
    given.appendNumbers(order, 1, 10);

    EventPage first = given.client.read(order, Versions.between(3, 6), 3);
    EventPage last = given.client.read(order, Versions.between(3, 6), 4);

    assertThat(first.events()).hasSize(3);
    assertThat(first.next()).hasValue(6);
    assertThat(last.next()).isEmpty();
    assertThat(given.client.read(order, Versions.upTo(6).backwards(), 5).next()).hasValue(1);
  }

  @Test
  void a_long_stream_is_iterated_over_as_it_is_read() {
    given.appendNumbers(order, 1, 1_201);
    Iterable<RecordedEvent> events = given.client.events(order);
    Iterator<RecordedEvent> some = events.iterator();
    some.next();
    given.appendNumbers(order, 1_202, 1_203);

    assertThat(versions(Versions.ALL)).isEqualTo(range(1, 1_203));
    assertThat(versions(Versions.ALL.backwards())).hasSize(1_203).startsWith(1_203L).endsWith(1L);
    List<Long> rest = new ArrayList<>();
    some.forEachRemaining(event -> rest.add(event.version()));
    assertThat(rest).as("what came while it was read, too").isEqualTo(range(2, 1_203));
  }

  @Test
  void a_truncation_of_what_is_not_read_yet_ends_the_iteration_and_leaves_no_hole() {
    given.appendNumbers(order, 1, 1_200);
    given.plant(order, ClientScenario.NUMBERS, 1_200, "{\"n\":[]}");
    Iterator<RecordedEvent> events = given.client.events(order).iterator();
    events.next();
    given.client.truncate(order, 1_000, ClientScenario.NUMBERS);

    List<Long> read = new ArrayList<>();
    assertThatThrownBy(() -> events.forEachRemaining(event -> read.add(event.version())))
        .isInstanceOf(StoreException.Removed.class)
        .hasMessageStartingWith(order + " was truncated while it was read: version ");
    assertThat(read).isEqualTo(range(2, read.size() + 1));
    assertThat(versions(Versions.ALL)).isEqualTo(range(1_000, 1_200));
    assertThat(versions(Versions.between(990, 1_001))).containsExactly(1_000L, 1_001L);
    assertThat(versions(Versions.upTo(3))).isEmpty();
  }

  @Test
  void the_head_and_whether_a_stream_exists() {
    assertThat(given.client.exists(order)).isFalse();
    given.append(order, "{\"n\":1}", "{\"n\":2}");

    assertThat(given.client.exists(order)).isTrue();
    assertThat(given.client.head(order)).isEqualTo(2);
  }

  @Test
  void the_streams_of_a_type_are_listed_and_no_others() {
    String type = "order-" + UUID.randomUUID();
    List<StreamId> streams = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      streams.add(ClientScenario.stream(type));
      given.append(streams.get(i), "{\"n\":1}");
      given.append(ClientScenario.stream("other"), "{\"n\":1}");
    }

    assertThat(given.client.streams(type)).containsExactlyInAnyOrderElementsOf(streams);
    List<StreamId> resumed = new ArrayList<>();
    TokenRange range = TokenRange.ALL;
    StreamPage page;
    do {
      page = given.client.streams(type, range, 3);
      resumed.addAll(page.streams());
      range = range.after(page.lastToken());
    } while (!page.finished());
    assertThat(resumed).containsExactlyInAnyOrderElementsOf(streams);
  }

  @Test
  void a_state_is_loaded_as_a_record() throws Exception {
    given.append(order, "{\"n\":1}", "{\"n\":2}");

    TypedState<Numbers> state = given.client.load(order, ClientScenario.NUMBERS, Numbers.class);

    assertThat(state).isEqualTo(new TypedState<>(order, 2, new Numbers(List.of(1, 2))));
  }

  @Test
  void what_fails_is_thrown_as_it_is() {
    given.append(order, "{\"n\":1}", "secret");

    assertThatThrownBy(() -> given.client.load(order, ClientScenario.NUMBERS))
        .isExactlyInstanceOf(ReduceException.class)
        .hasMessageStartingWith("reducer numbers cannot take " + order + "@2: its payload is not")
        .hasMessageNotContaining("secret");
    given.plant(order, ClientScenario.NUMBERS, 2, "{\"n\":\"secret\"}");
    assertThatThrownBy(() -> given.client.load(order, ClientScenario.NUMBERS, Texts.class))
        .isExactlyInstanceOf(ReduceException.class)
        .hasMessage("the state " + order + "@2 is no Texts: its field n is no ArrayList");
    assertThatThrownBy(() -> given.client.loadAt(order, 0, ClientScenario.NUMBERS))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("a stream is loaded at a version from 1: " + order + "@0");
  }

  private List<Long> versions(Versions versions) {
    List<Long> read = new ArrayList<>();
    given.client.events(order, versions).forEach(event -> read.add(event.version()));
    return read;
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }
}
