package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What became of a {@link Load}, by the topics and by the tables.
 *
 * @param accepted ids of the events published as accepted, by entity, in the order they came out
 * @param rejected ids of those published as rejected
 * @param exceptions ids of those published as accepted exceptions
 */
record Account(Map<String, List<String>> accepted, List<String> rejected, List<String> exceptions) {
  private static final String SENT = "id";

  /**
   * Waits until everything sent is decided and published, and compares: each event has one outcome,
   * told once, in order, and the tables say the same as the topics.
   */
  static Account settle(Scenario scenario, String topic, Load load) {
    load.stop();
    scenario.awaitDecided(topic);
    scenario.whole().rest().restartRefused("source");
    scenario.acceptedUpToFences(topic, load.entities());
    Topics topics = scenario.whole().topics();
    List<ConsumerRecord<byte[], byte[]>> published = topics.readAll(scenario.type() + ".accepted");
    Account account =
        new Account(
            byEntity(published),
            ids(topics.readAll(scenario.type() + ".rejected")),
            ids(topics.readAll(scenario.type() + ".exceptions")));
    account.checkOutcomes(load);
    checkVersions(published);
    account.checkStreams(scenario, load);
    assertThat(RefusedRows.of(scenario.whole()).ids(topic).stream().map(Account::sentId).toList())
        .as("rows in refused, one for each rejection and none besides")
        .containsExactlyInAnyOrderElementsOf(account.rejected);
    return account;
  }

  private void checkOutcomes(Load load) {
    List<String> outcomes = new ArrayList<>(rejected);
    accepted.values().forEach(ids -> ids.stream().filter(Account::isSent).forEach(outcomes::add));
    assertThat(outcomes).as("each event has its outcome, once").doesNotHaveDuplicates();
    assertThat(outcomes)
        .as("no event is lost, none is invented")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, load.sent()).mapToObj(i -> SENT + i).toList());
    assertThat(exceptions).as("each exception is told once").doesNotHaveDuplicates();
    Set<String> mustNotBeAccepted = new HashSet<>(exceptions);
    mustNotBeAccepted.addAll(rejected);
    assertThat(mustNotBeAccepted)
        .as("what expected too much was rejected or an exception, and nothing else was")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, load.sent())
                .filter(load::isToBeRefused)
                .mapToObj(i -> SENT + i)
                .toList());
    accepted.forEach(
        (entity, ids) ->
            assertThat(ids.stream().filter(Account::isSent).map(Account::number).toList())
                .as("order of " + entity)
                .isSorted());
  }

  private static void checkVersions(List<ConsumerRecord<byte[], byte[]>> published) {
    Scenario.versions(published)
        .forEach(
            (entity, versions) ->
                assertThat(versions)
                    .as("versions of " + entity + " as they came out")
                    .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList()));
  }

  /** DENSE, and the same events that were published. */
  private void checkStreams(Scenario scenario, Load load) {
    for (String entity : load.entities()) {
      List<RecordedEvent> events = scenario.events(entity);
      assertThat(events.stream().map(RecordedEvent::version).toList())
          .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events.stream().map(event -> sentId(event.event().id().text())).toList())
          .as("stream of " + entity)
          .isEqualTo(accepted.get(entity));
    }
  }

  private static Map<String, List<String>> byEntity(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, List<String>> ids = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ids.computeIfAbsent(new String(record.key(), UTF_8), entity -> new ArrayList<>())
          .add(header(record, "ce_id"));
    }
    return ids;
  }

  private static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> header(record, "ce_id")).toList();
  }

  /** The id that the producer gave: the store's is that of a CloudEvent, source and id. */
  private static String sentId(String storedId) {
    return storedId.substring(storedId.indexOf(' ') + 1);
  }

  private static boolean isSent(String id) {
    return id.startsWith(SENT);
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(SENT.length()));
  }
}
