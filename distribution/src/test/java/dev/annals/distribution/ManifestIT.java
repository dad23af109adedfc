package dev.annals.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Confluent's page "Component Archive Specification" asks of {@code manifest.json}, and the
 * model in their packaging plugin, 0.12.0.
 */
class ManifestIT {
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "version",
          "title",
          "description",
          "logo",
          "documentation_url",
          "source_url",
          "owner",
          "support",
          "tags",
          "requirements",
          "features",
          "docker_image",
          "license",
          "component_types",
          "release_date");

  private String directory;
  private Manifest manifest;

  @BeforeEach
  void read() throws IOException {
    try (Archive archive = Archive.ofThisBuild()) {
      directory = archive.directory();
      manifest = Manifest.of(archive);
    }
  }

  @Test
  void names_its_owner_and_itself_as_the_archive_does() {
    assertThat(manifest.text("/owner/username")).matches("[a-z0-9_]{2,255}");
    assertThat(manifest.text("/owner/type")).isIn("organization", "user");
    assertThat(manifest.text("/name")).matches("[a-z0-9][a-z0-9_-]*");
    assertThat(directory)
        .isEqualTo(
            "%s-%s-%s/"
                .formatted(
                    manifest.text("/owner/username"),
                    manifest.text("/name"),
                    manifest.text("/version")));
  }

  @Test
  void says_what_the_component_is_and_promises() {
    assertThat(manifest.texts("/component_types")).containsExactly("sink", "source");
    assertThat(manifest.texts("/features/delivery_guarantee"))
        .containsExactly("at_least_once", "exactly_once");
    assertThat(manifest.texts("/features/supported_encodings")).containsExactly("any");
    assertThat(manifest.json().at("/features/kafka_connect_api").isBoolean()).isTrue();
    assertThat(manifest.json().at("/features/single_message_transforms").isBoolean()).isTrue();
    assertThat(manifest.text("/title")).isNotBlank();
    assertThat(manifest.text("/description")).isNotBlank();
    assertThat(manifest.text("/license/0/url"))
        .isEqualTo("https://www.apache.org/licenses/LICENSE-2.0");
  }

  @Test
  void has_fields_of_the_specification_only_and_no_placeholder_left() {
    Set<String> fields = new TreeSet<>();
    manifest.json().fieldNames().forEachRemaining(fields::add);

    assertThat(FIELDS).containsAll(fields);
    assertThat(manifest.json().toString()).doesNotContain("${");
    assertThat(manifest.text("/release_date")).matches("\\d{4}-\\d{2}-\\d{2}");
  }
}
