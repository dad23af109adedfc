package dev.annals.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.model.RecordedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UpcastChainTest {
  private static final Shape A1 = new Shape("a", 1);
  private static final Shape A2 = new Shape("a", 2);

  private static List<String> shown(String rules, String type, int version, String payload) {
    return Stored.shown(Stored.chain(rules).upcast(Stored.event(type, version, payload)));
  }

  @Test
  void an_event_that_no_rule_names_is_shown_as_stored() {
    String rules = "[{'type':'a','from':2,'data':'1'}]".replace('\'', '"');

    assertThat(shown(rules, "a", 1, "{}")).containsExactly("as stored");
    assertThat(shown(rules, "a", 3, "no JSON")).containsExactly("as stored");
    assertThat(shown(rules, "b", 2, "\u0000")).containsExactly("as stored");
  }

  /** Over three versions, a new name and a split, each step of which is a rule. */
  @Test
  void an_event_goes_from_step_to_step() {
    String rules =
        """
        [{"type": "order.placed", "from": 1, "data": "{'customer': {'id': customer}, 'lines': lines}"},
         {"type": "order.placed", "from": 2, "to": 4, "data": "$merge([$, {'currency': 'EUR'}])"},
         {"type": "order.placed", "from": 4, "rename": "order.submitted", "to": 1},
         {"type": "order.submitted", "from": 1,
          "into": {"order.opened": 1, "line.added": 2},
          "split": "$append([{'type': 'order.opened', 'data': customer}],
                            lines.{'type': 'line.added', 'data': $})"},
         {"type": "line.added", "from": 2, "data": "{'sku': $}"}]
        """
            .replace("\n", " ");

    assertThat(shown(rules, "order.placed", 1, "{\"customer\": 9, \"lines\": [\"x\", \"y\"]}"))
        .containsExactly(
            "4711#1 order.opened@1 {\"id\":9}",
            "4711#2 line.added@3 {\"sku\":\"x\"}",
            "4711#3 line.added@3 {\"sku\":\"y\"}");
    assertThat(shown(rules, "order.submitted", 1, "{\"customer\": {}, \"lines\": [\"x\"]}"))
        .containsExactly("4711#1 order.opened@1 {}", "4711#2 line.added@3 {\"sku\":\"x\"}");
  }

  @Test
  void what_is_split_and_partly_dropped_is_numbered_without_a_hole() {
    String rules =
        """
        [{"type": "a", "from": 1, "into": {"b": 1, "c": 1},
          "split": "[{'type':'b','data':1},{'type':'c','data':2},{'type':'b','data':3}]"},
         {"type": "c", "from": 1, "drop": true}]
        """;

    assertThat(shown(rules, "a", 1, "{}")).containsExactly("4711#1 b@1 1", "4711#2 b@1 3");
  }

  @Test
  void a_drop_shows_nothing_and_is_no_failure() {
    String rules = "[{\"type\": \"a\", \"from\": 1, \"drop\": true}]";

    assertThat(Stored.chain(rules).upcast(Stored.event("a", 1, "{}")))
        .isEqualTo(new Upcast.Into(List.of(), true));
    assertThat(Stored.chain(rules).isOneToOne()).isFalse();
  }

  @Test
  void a_new_name_alone_keeps_the_payload_to_the_byte() {
    String rules = "[{\"type\": \"a\", \"from\": 1, \"rename\": \"b\", \"to\": 1}]";

    assertThat(shown(rules, "a", 1, " {\"x\" : 1.50 }"))
        .containsExactly("4711 b@1  {\"x\" : 1.50 }");
  }

  @Test
  void the_stored_event_keeps_its_place_and_everything_else() {
    RecordedEvent stored = Stored.event("a", 1, "{}");
    String rules = "[{\"type\": \"a\", \"from\": 1, \"data\": \"{'x': 1}\"}]";

    RecordedEvent shown = ((Upcast.Into) Stored.chain(rules).upcast(stored)).events().get(0);

    assertThat(shown)
        .usingRecursiveComparison()
        .ignoringFields("event.schemaVersion", "event.payload")
        .isEqualTo(stored);
    assertThat(stored).isEqualTo(Stored.event("a", 1, "{}"));
  }

  @Test
  void of_a_structured_cloudevent_the_data_is_upcast_and_the_attributes_tell_so() {
    String rules =
        """
        [{"type": "a", "from": 1, "data": "{'total': total * 2}"},
         {"type": "a", "from": 2, "split": "[{'data': $}]"}]
        """;
    byte[] payload =
        """
        {"specversion":"1.0","id":"4711","source":"/shop","type":"a","time":"2026-01-01T00:00:00Z",
         "data":{"total":2},"mine":1.50}
        """
            .getBytes(UTF_8);
    RecordedEvent event =
        Stored.event("a", 1, "application/cloudevents+json; charset=utf-8", payload);

    assertThat(Stored.shown(Stored.chain(rules).upcast(event)))
        .containsExactly(
            "4711#1 a@3 {\"specversion\":\"1.0\",\"id\":\"4711#1\",\"source\":\"/shop\",\"type\":\"a\","
                + "\"time\":\"2026-01-01T00:00:00Z\",\"data\":{\"total\":4},\"mine\":1.50,"
                + "\"schemaversion\":3,\"part\":1,\"parts\":1}");
  }

  @Test
  void what_is_not_json_is_a_failure_only_where_a_rule_names_it() {
    UpcastChain chain = Stored.chain("[{\"type\": \"a\", \"from\": 1, \"drop\": true}]");

    assertThat(Stored.shown(chain.upcast(Stored.event("a", 2, null, new byte[] {0, 1, 2}))))
        .containsExactly("as stored");
    assertThat(Stored.shown(chain.upcast(Stored.event("a", 1, null, new byte[] {0, 1, 2}))))
        .singleElement()
        .asString()
        .startsWith("fails: its payload is not JSON")
        .endsWith("but rule 1 (a from 1) needs JSON");
    assertThat(Stored.shown(chain.upcast(Stored.event("a", 1, null, null))))
        .containsExactly("fails: it has no payload, but rule 1 (a from 1) needs JSON");
    assertThat(Stored.shown(chain.upcast(Stored.event("a", 1, "{\"x\": secret"))))
        .containsExactly(
            "fails: its payload is not JSON (line 1, column 7), but rule 1 (a from 1) needs JSON");
    assertThat(Stored.shown(chain.upcast(Stored.event("a", 1, "[".repeat(1_001)))))
        .singleElement()
        .asString()
        .startsWith("fails: its payload is deeper than 1,000 levels, or has");
    byte[] binaryData = "{\"data_base64\": \"AA==\"}".getBytes(UTF_8);
    assertThat(
            Stored.shown(
                chain.upcast(Stored.event("a", 1, "application/cloudevents+json", binaryData))))
        .containsExactly(
            "fails: it is a CloudEvent without a member data in JSON, but rule 1 (a from 1) needs"
                + " one");
  }

  @Test
  void an_upcaster_in_java_is_held_to_what_it_declares() {
    assertThat(java(false, event -> List.of()))
        .containsExactly(
            "fails: upcaster dev.annals.upcast.Step (a from 1): it makes 0 events of one, but does not"
                + " say that it splits");
    assertThat(java(false, event -> List.of(event, event)))
        .singleElement()
        .asString()
        .contains("makes 2 events of one");
    assertThat(java(true, event -> List.of(event)))
        .containsExactly(
            "fails: upcaster dev.annals.upcast.Step (a from 1): it leads to a@1, which is not among"
                + " what it says it leads to: [a@2]");
    assertThat(java(true, event -> List.of(event.as(A2, event.data()))))
        .containsExactly("4711#1 a@2 {}");
  }

  @Test
  void an_exception_of_java_shows_where_but_not_what_it_quotes() {
    assertThat(
            java(
                false,
                event -> {
                  throw new NumberFormatException("secret");
                }))
        .singleElement()
        .asString()
        .startsWith(
            "fails: upcaster dev.annals.upcast.Step (a from 1): "
                + "java.lang.NumberFormatException at dev.annals.upcast.UpcastChainTest")
        .doesNotContain("secret");
    assertThat(
            java(
                false,
                event -> {
                  throw new UpcastException("it is older than the company");
                }))
        .containsExactly(
            "fails: upcaster dev.annals.upcast.Step (a from 1): it is older than the company");
  }

  /** The payload as it is stored must not come out for what was changed in its place. */
  @Test
  void an_upcaster_in_java_may_change_what_it_is_given() {
    assertThat(
            java(
                false,
                event -> {
                  ((ObjectNode) event.data()).put("x", 1);
                  return List.of(event.as(A2, event.data()));
                }))
        .containsExactly("4711 a@2 {\"x\":1}");
  }

  @Test
  @SuppressWarnings("NullAway") // others compile without it
  void an_upcaster_in_java_that_gives_null_has_failed() {
    assertThat(java(false, event -> null))
        .containsExactly(
            "fails: upcaster dev.annals.upcast.Step (a from 1): it gives null: to drop an event, say"
                + " that it splits and give []");
    assertThat(java(false, event -> List.of(event.as(A2, null))))
        .singleElement()
        .asString()
        .contains("(a from 1): java.lang.NullPointerException at ");
  }

  private static List<String> java(boolean splits, Step.Does does) {
    UpcastChain chain = UpcastChain.of(List.of(new Step(A1, Set.of(A2), splits, does)));
    return Stored.shown(chain.upcast(Stored.event("a", 1, "{}")));
  }

  /** The first that is inside stays there until the second is inside, too, or waits to be. */
  @Test
  void an_upcaster_in_java_is_asked_by_one_thread_at_a_time() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Step.Does does =
        event -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          while (most.get() == 1
              && threads.stream().noneMatch(thread -> thread.getState() == Thread.State.BLOCKED)
              && threads.stream().allMatch(Thread::isAlive)) {
            Thread.onSpinWait();
          }
          inside.decrementAndGet();
          return List.of(event.as(A2, event.data()));
        };
    UpcastChain chain = UpcastChain.of(List.of(new Step(A1, Set.of(A2), false, does)));
    CountDownLatch both = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      Thread thread =
          new Thread(
              () -> {
                await(both);
                chain.upcast(Stored.event("a", 1, "{}"));
              });
      threads.add(thread);
      thread.start();
    }
    both.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }
}
