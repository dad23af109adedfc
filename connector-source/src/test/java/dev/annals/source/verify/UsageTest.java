package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.source.verify.TwoStores.Ended;
import dev.annals.store.CassandraSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be compared, with a sentence on what to do and no stack trace. */
class UsageTest {
  private final Path folder;
  private final TwoStores stores;

  UsageTest(@TempDir Path folder) {
    this.folder = folder;
    this.stores = new TwoStores(folder);
    stores.original(event("1", "paid", "{}"));
    stores.copy(event("1", "paid", "{}"));
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void assertRefused(Ended ended, String... sentences) {
    assertThat(ended.err()).contains(sentences).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void what_is_typed_wrong_is_answered_with_the_usage() {
    String usage = "Usage: VerifyCopy REPLAY.json SINK.json [--run ID]";
    assertRefused(stores.run(List.of()), usage);
    assertRefused(stores.run(List.of("one.json")), usage);
    assertRefused(stores.run(List.of("a", "b", "c")), usage);
    assertRefused(stores.verify("--run"), usage);
    assertRefused(stores.verify("--runs", "x"), "There is no option --runs. Usage");
  }

  @Test
  void files_that_are_no_settings_are_named() {
    String sink = stores.file("sink.json", "{}").toString();
    List<String> missing = new ArrayList<>(List.of(folder.resolve("none.json").toString(), sink));
    assertRefused(stores.run(missing), "There is no file", "none.json");
    assertRefused(
        stores.run(List.of(stores.file("a.json", "{\"mode\": ").toString(), sink)),
        "a.json: is not JSON: ");
    assertRefused(
        stores.run(List.of(stores.file("a.json", "[]").toString(), sink)),
        "a.json: is not a JSON object with the settings of a connector");
    assertRefused(
        stores.run(List.of(stores.file("a.json", "{\"mode\": {}}").toString(), sink)),
        "a.json: mode is an object or a list; settings are texts");
  }

  @Test
  void files_in_the_wrong_order_are_told_apart() {
    String replay = stores.replay.put("connector.class", "dev.annals.sink.AnnalsSinkConnector");
    assertRefused(
        stores.verify(),
        "replay.json: connector.class is dev.annals.sink.AnnalsSinkConnector, but this file has to be that of the source connector that replays the original");
    stores.replay.put("connector.class", "AnnalsSource");
    stores.sink.put("connector.class", String.valueOf(replay));
    assertRefused(stores.verify(), "sink.json: connector.class is dev.annals.source.Annals");
  }

  @Test
  void settings_are_refused_in_the_sentences_of_the_connectors() {
    stores.replay.put("upcast.rules", "[{\"type\": \"a\"}]");
    stores.replay.put("replay.version.from", "0");
    assertRefused(
        stores.verify(),
        "replay.json: upcast.rules: ",
        "\n",
        "replay.json: replay.version.from: Invalid value 0");

    stores.replay.remove("upcast.rules");
    stores.replay.remove("replay.version.from");
    stores.sink.remove("cassandra.keyspace");
    assertRefused(stores.verify(), "sink.json: cassandra.keyspace: Missing required");
  }

  @Test
  void what_makes_no_copy_is_refused() {
    stores.replay.put("mode", "tail");
    assertRefused(stores.verify(), "replay.json: mode is not replay, and a copy is made by a");

    stores.replay.put("mode", "replay");
    stores.sink.put("version.mode", "next");
    String isNext = "sink.json: version.mode is next, and such a sink makes no copy";
    assertRefused(stores.verify(), isNext);
    stores.sink.remove("version.mode");
    assertRefused(stores.verify(), isNext);
    stores.sink.put("version.mode", "same");
    assertRefused(stores.verify(), "sink.json: version.mode: Invalid value same");
  }

  @Test
  void what_a_config_provider_knows_has_to_be_written_out() {
    stores.sink.put("consumer.override.sasl.jaas.config", "${file:/etc/kafka:jaas}");
    stores.replay.put(
        "upcast.rules", "[{\"type\": \"a\", \"from\": 1, \"data\": \"lines.${sku: qty}\"}]");
    Ended ended = stores.verify();
    assertThat(ended.code()).as("what is none, or does not count: %s", ended.err()).isZero();

    stores.replay.put("upcast.rules", "${dir:/etc/annals:rules.json}");
    assertRefused(stores.verify(), "replay.json: upcast.rules names a config provider");
    stores.replay.remove("upcast.rules");

    stores.replay.put("cassandra.password", "${file:/etc/annals:password}");
    assertRefused(
        stores.verify(),
        "replay.json: cassandra.password names a config provider",
        "write the value out in a copy of the file");
  }

  @Test
  void a_run_that_never_began_is_told() {
    assertRefused(
        stores.verify("--run", "run 2"),
        "Table replays of the original has no row 'replayer run 2': --run takes");
    stores.handOver("run 2");
    stores.replay.put("replay.entity.types", "order");
    assertRefused(
        stores.verify("--run", "run 2"),
        "The run run 2 replayed 'everything', but the file of the replay says 'entity types [order]'");
    stores.replay.remove("name");
    assertRefused(stores.verify("--run", "run 2"), "does not say the connector's name");
  }

  @Test
  void a_store_that_does_not_answer_is_told() {
    stores.sink.put("cassandra.keyspace", "nowhere");
    assertRefused(stores.verify(), "sink.json: Cassandra at its", "did not answer within");
  }

  @Test
  void one_store_is_no_copy_of_itself() {
    stores.sink.put("cassandra.keyspace", "original");
    assertRefused(stores.verify(), "name the same store: a copy has a keyspace of its own");
  }

  @Test
  void no_table_is_ever_created() {
    stores.replay.put("schema.create", "true");
    stores.sink.put("schema.create", "true");

    assertThat(stores.verify().code()).isZero();

    assertThat(stores.opened).hasSize(2);
    for (CassandraSettings opened : stores.opened) {
      assertThat(opened.schema().create()).isFalse();
    }
  }
}
