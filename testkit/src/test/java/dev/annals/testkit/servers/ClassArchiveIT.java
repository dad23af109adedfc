package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a worker that is told nothing: it says what it wants to be told, and ends. */
class ClassArchiveIT {
  private static final String SOFTWARE = KafkaRelease.CURRENT.software();
  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";
  private static final String ARCHIVED = " source: shared objects file";

  private final Path directory;

  ClassArchiveIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void what_the_first_server_loaded_is_read_beforehand_for_the_second() throws Exception {
    ClassArchive first = ClassArchive.of(SOFTWARE, directory);
    assertThat(loadedMain(first)).doesNotContain(ARCHIVED);
    first.make();

    assertThat(loadedMain(ClassArchive.of(SOFTWARE, directory))).contains(ARCHIVED);
  }

  @Test
  void one_makes_the_archive_and_the_others_go_without() {
    ClassArchive first = ClassArchive.of(SOFTWARE, directory);

    assertThat(ClassArchive.of(SOFTWARE, directory).options()).isEmpty();
    assertThat(first.options()).hasSize(1);
  }

  @Test
  void an_archive_that_cannot_be_made_is_not_tried_again() {
    ClassArchive.of(SOFTWARE, directory).make(); // nobody has written down any class

    assertThat(ClassArchive.of(SOFTWARE, directory).options()).isEmpty();
  }

  /** How the JVM came by the main class, in its own words. */
  private String loadedMain(ClassArchive archive) throws Exception {
    Path log = directory.resolve("loaded");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words =
        new ServerCommand(SOFTWARE, 0, List.of("-XX:+UseSerialGC"), MAIN, List.of())
            .with(archive.options())
            .with(List.of("-Xlog:class+load:file=" + log))
            .words(java, directory.toString(), ServerClassPath.of(SOFTWARE), List.of());
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(MAIN + " "))
        .findFirst()
        .orElseThrow();
  }
}
