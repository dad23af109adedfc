package dev.annals.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.config.ConfigReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

/** The pages in docs/ that are printed from what the connectors define. */
class SettingsPagesTest {
  private static final String WRITE = "mvn -pl distribution -am test -Dannals.docs.write=true";

  @Test
  void the_page_of_the_sink_says_what_the_sink_defines() throws IOException {
    assertPage("sink-config.md", "Settings of the sink connector", SinkConnector.class);
  }

  @Test
  void the_page_of_the_source_says_what_the_source_defines() throws IOException {
    assertPage("source-config.md", "Settings of the source connector", SourceConnector.class);
  }

  private static void assertPage(String name, String title, Class<? extends Connector> kind)
      throws IOException {
    Connector connector = ServiceLoader.load(kind).findFirst().orElseThrow();
    String expected =
        """
        # %s

        Connector class: `%s`. This page is generated from the code: `%s`.

        %s
        """
            .formatted(
                title,
                connector.getClass().getName(),
                WRITE,
                ConfigReference.markdown(connector.config()).strip());
    Path page = Archive.root().resolve("docs").resolve(name);
    if (Boolean.getBoolean("annals.docs.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }

    assertThat(page).as("the page is written by: %s", WRITE).exists();
    assertThat(Files.readString(page))
        .as("docs/%s is not what the code says; write it anew with: %s", name, WRITE)
        .isEqualTo(expected);
  }
}
