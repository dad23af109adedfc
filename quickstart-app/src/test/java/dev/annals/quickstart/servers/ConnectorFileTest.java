package dev.annals.quickstart.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorFileTest {
  private static final String FILE =
      "{\"name\": \"annals-sink\", \"config\": {\"tasks.max\": \"2\", \"topics\": \"orders\"}}";

  @Test
  void a_file_is_posted_as_it_is_but_for_what_was_changed() {
    ConnectorFile adapted = ConnectorFile.parse(FILE).with("topics", "a,b");

    ConnectorFile posted = ConnectorFile.parse(adapted.json());
    assertThat(posted.name()).isEqualTo("annals-sink");
    assertThat(posted.config()).isEqualTo(Map.of("tasks.max", "2", "topics", "a,b"));
    assertThat(posted.tasks()).isEqualTo(2);
  }

  @Test
  void a_setting_that_the_file_lacks_is_empty() {
    assertThat(ConnectorFile.parse(FILE).setting("kafka.admin.bootstrap.servers")).isEmpty();
  }

  @Test
  void topics_are_named_for_every_input_topic_and_entity_type() {
    assertThat(OutputTopics.named("${topic}.accepted", Set.of("input"), List.of("a", "b")))
        .containsExactly("input.accepted");
    assertThat(OutputTopics.named("annals.${entityType}", Set.of("input"), List.of("a b", "ü")))
        .containsExactly("annals._", "annals.a_b");
  }
}
