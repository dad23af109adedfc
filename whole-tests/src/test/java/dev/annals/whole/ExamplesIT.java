package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesIT {
  static List<String> examples() {
    File directory = Path.of(System.getProperty("annals.root"), "config-examples").toFile();
    String[] files = Objects.requireNonNull(directory.list((in, name) -> name.endsWith(".json")));
    return Arrays.stream(files).sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_worker_finds_nothing_wrong_with_it_and_runs_it(String file) {
    Whole whole = Whole.get();
    Map<String, String> config =
        Example.of(file)
            .on(whole.cassandra(), whole.keyspace())
            .with("stream.bucket.size", Integer.toString(Whole.BUCKET_SIZE))
            .config();
    config.computeIfPresent(
        "kafka.admin.bootstrap.servers", (setting, example) -> whole.topics().bootstrapServers());
    config.computeIfPresent("topics", (setting, topics) -> "example." + file);
    if ("bootstrap".equals(config.get("mode"))) {
      config.put("cassandra.keyspace", whole.anotherKeyspace("example"));
    }
    if (config.containsKey("topics")) {
      whole.topics().create("example." + file, 1);
    }
    String name = "example-" + file.replace(".json", "");
    config.put("name", name);

    assertThat(whole.rest().validate(config)).isEmpty();
    whole.rest().put(name, config);
    whole.rest().awaitRunning(name, Integer.parseInt(config.get("tasks.max")));
    whole.rest().delete(name);
  }
}
