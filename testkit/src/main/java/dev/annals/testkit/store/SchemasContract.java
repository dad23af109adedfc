package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.Schemas;
import dev.annals.model.store.StoredSchema;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What all {@link Schemas} have to do. Extend it where they are. One store may serve all tests:
 * every test draws its own names. No test skips itself.
 */
public abstract class SchemasContract {
  private static final Instant EARLY = Instant.parse("2026-11-23T10:11:12.345Z");
  private static final Instant LATE = EARLY.plusMillis(1);

  private final String event = "placed-" + UUID.randomUUID();

  /** The schemas. */
  protected abstract Schemas schemas();

  @Test
  void a_schema_is_found_by_its_id_as_it_was_written() {
    StoredSchema schema = new StoredSchema("id-" + UUID.randomUUID(), "{\"name\":\"Zoë 🚚\"}");

    assertThat(get(schemas().find(schema.id()))).isEmpty();
    get(schemas().write(schema));
    get(schemas().write(schema));

    assertThat(get(schemas().find(schema.id()))).contains(schema);
  }

  @Test
  void a_type_without_uses_has_no_newest_schema() {
    assertThat(get(schemas().newest("order", event, Integer.MAX_VALUE))).isEmpty();
  }

  @Test
  void the_newest_schema_is_that_of_the_highest_version_however_late_an_older_one_was_seen() {
    get(schemas().write(use(10, "b"), EARLY));
    get(schemas().write(use(9, "c"), LATE));

    assertThat(get(schemas().newest("order", event, Integer.MAX_VALUE))).contains(use(10, "b"));
    assertThat(get(schemas().newest("order", event, 10))).contains(use(10, "b"));
    assertThat(get(schemas().newest("order", event, 9))).contains(use(9, "c"));
    assertThat(get(schemas().newest("order", event, 8))).isEmpty();
  }

  @Test
  void within_a_version_the_one_seen_last_is_the_newest_and_of_two_at_once_the_greater_id() {
    get(schemas().write(use(1, "z"), EARLY));
    get(schemas().write(use(1, "a"), LATE));
    assertThat(get(schemas().newest("order", event, 1))).contains(use(1, "a"));

    get(schemas().write(use(1, "b"), LATE));
    assertThat(get(schemas().newest("order", event, 1))).contains(use(1, "b"));
  }

  @Test
  void an_old_schema_that_is_seen_again_does_not_become_the_newest() {
    get(schemas().write(use(1, "old"), EARLY));
    get(schemas().write(use(1, "new"), LATE));
    get(schemas().write(use(1, "old"), LATE.plusMillis(1)));

    assertThat(get(schemas().newest("order", event, 1))).contains(use(1, "new"));
  }

  @Test
  void an_earlier_time_replaces_a_later_one_whoever_writes_last() {
    get(schemas().write(use(1, "a"), LATE.plusMillis(1)));
    get(schemas().write(use(1, "b"), LATE));
    get(schemas().write(use(1, "a"), EARLY));

    assertThat(get(schemas().newest("order", event, 1))).contains(use(1, "b"));
  }

  @Test
  void the_same_event_type_of_another_entity_type_has_its_own() {
    get(schemas().write(use(1, "a"), EARLY));

    assertThat(get(schemas().newest("offer", event, 1))).isEmpty();
  }

  private SchemaUse use(int version, String schemaId) {
    return new SchemaUse("order", event, version, schemaId);
  }

  private static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }
}
