package dev.annals.distribution;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the archive holds. */
class ArchiveIT {
  /** All of lib/, without versions: distribution/README.md says who needs what. */
  private static final List<String> LIBRARIES =
      List.of(
          "HdrHistogram",
          "annals-connector-record",
          "annals-connector-sink",
          "annals-connector-source",
          "annals-event-model",
          "annals-event-store",
          "annals-upcasting",
          "caffeine",
          "config",
          "error_prone_annotations",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind",
          "java-driver-core",
          "java-driver-guava-shaded",
          "jsonata",
          "jspecify",
          "metrics-core",
          "native-protocol",
          "netty-buffer",
          "netty-codec",
          "netty-common",
          "netty-handler",
          "netty-resolver",
          "netty-transport",
          "netty-transport-native-unix-common",
          "reactive-streams");

  /** Where classes lie that the worker has, whatever jar they come in. */
  private static final List<String> PACKAGES_OF_THE_WORKER =
      List.of(
          "org/apache/kafka/",
          "org/slf4j/",
          "org/apache/log4j/",
          "org/apache/logging/",
          "ch/qos/",
          "jakarta/",
          "javax/ws/",
          "org/glassfish/",
          "org/eclipse/jetty/",
          "net/jpountz/",
          "org/xerial/",
          "com/github/luben/");

  private Archive archive;

  @BeforeEach
  void open() throws IOException {
    archive = Archive.ofThisBuild();
  }

  @AfterEach
  void close() throws IOException {
    archive.close();
  }

  @Test
  void everything_lies_in_one_directory_named_like_the_archive() {
    assertThat(archive.directory()).startsWith("annals-kafka-connect-annals-");
    assertThat(archive.entries())
        .allMatch(entry -> entry.getName().startsWith(archive.directory()));
  }

  @Test
  void lib_holds_these_libraries_and_no_others() {
    assertThat(archive.filesIn("lib/"))
        .extracting(jar -> jar.replaceFirst("-\\d.*", ""))
        .containsExactlyElementsOf(LIBRARIES);
  }

  @Test
  void no_library_holds_a_class_that_the_worker_brings() throws IOException {
    for (String jar : archive.filesIn("lib/")) {
      assertThat(archive.namesInJar(jar))
          .as(jar)
          .noneMatch(name -> PACKAGES_OF_THE_WORKER.stream().anyMatch(name::startsWith));
    }
  }

  @Test
  void both_connectors_are_found_without_scanning() throws IOException {
    assertNames("annals-connector-sink", "org.apache.kafka.connect.sink.SinkConnector");
    assertNames("annals-connector-source", "org.apache.kafka.connect.source.SourceConnector");
  }

  @Test
  void etc_holds_every_example() throws IOException {
    try (Stream<Path> examples = Files.list(Archive.root().resolve("config-examples"))) {
      Set<String> expected =
          examples
              .map(example -> example.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .collect(toSet());
      assertThat(expected).isNotEmpty();
      assertThat(archive.filesIn("etc/")).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void doc_holds_readme_licence_notice_version_and_the_settings() throws IOException {
    assertThat(archive.filesIn("doc/"))
        .contains(
            "README.md", "LICENSE", "NOTICE", "version.txt", "sink-config.md", "source-config.md");
    assertThat(archive.directory())
        .isEqualTo("annals-kafka-connect-annals-" + archive.text("doc/version.txt").strip() + "/");
  }

  /** Times and order are what else would differ between two builds of one commit. */
  @Test
  void entries_have_the_time_of_the_release_and_a_fixed_order() throws IOException {
    LocalDateTime release = Manifest.of(archive).releaseDate().atStartOfDay();

    assertThat(archive.entries()).extracting(ZipEntry::getTimeLocal).containsOnly(release);
    assertThat(archive.filesIn("lib/")).isSorted();
    assertThat(archive.filesIn("etc/")).isSorted();
  }

  private void assertNames(String library, String service) throws IOException {
    String jar =
        archive.filesIn("lib/").stream()
            .filter(name -> name.startsWith(library + "-"))
            .findFirst()
            .orElseThrow();
    String named = archive.textInJar(jar, "META-INF/services/" + service).strip();

    assertThat(named).as("%s names a %s", jar, service).startsWith("dev.annals.");
    assertThat(archive.namesInJar(jar)).contains(named.replace('.', '/') + ".class");
  }
}
