package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoreException;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** No event names a schema that is not stored. */
class SchemasBeforeEventsTest extends SinkScenario {
  private static final Schema ORDER =
      SchemaBuilder.struct().name("Order").field("total", Schema.INT32_SCHEMA).build();

  @Test
  void a_schema_is_stored_then_its_use_and_then_the_event_that_names_it() {
    Task task = structs(1);

    readUntilSchema(task);
    assertThat(underWay(task)).as("the schema first").containsExactly("write schema");
    task.store().answer("write schema");
    assertThat(underWay(task)).as("then its use").containsExactly("write schema use");
    task.store().answer("write schema use");
    assertThat(underWay(task)).as("then the event").containsExactly("append");
    task.settle();

    String schemaId = String.valueOf(events("a0").get(0).event().schemaId());
    assertThat(get(tables.schemas().find(schemaId))).isPresent();
    assertThat(get(tables.schemas().newest(ENTITY, ENTITY, 1)))
        .contains(new SchemaUse(ENTITY, ENTITY, 1, schemaId));
  }

  @Test
  void it_is_written_once_for_all_records_that_have_it() {
    Task task = structs(20);

    task.settle();

    assertThat(upto(source(ORDERS))).isEqualTo(20);
    assertThat(task.store().calls()).filteredOn("write schema"::equals).hasSize(1);
    assertThat(task.store().calls()).filteredOn("write schema use"::equals).hasSize(1);
  }

  @Test
  void a_task_that_dies_after_the_schema_leaves_no_event_and_its_successor_appends() {
    Task dying = structs(1);
    readUntilSchema(dying);
    dying.store().answer("write schema");
    assertThat(underWay(dying)).containsExactly("write schema use");
    assertThat(events("a0")).isEmpty();

    Task successor = startWithStructs();
    successor.settle();

    assertThat(events("a0")).hasSize(1);
    assertThat(upto(source(ORDERS))).isEqualTo(1);
  }

  @Test
  void a_schema_that_cannot_be_stored_ends_the_task_and_appends_nothing() {
    Task task = structs(1);
    task.store().failNext("write schema", new StoreException("The table is full: make room."));

    assertThatThrownBy(task::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("The table is full: make room.");

    assertThat(events("a0")).isEmpty();
  }

  /** A task that is about to be handed so many records, each of an entity of its own. */
  private Task structs(int records) {
    for (int i = 0; i < records; i++) {
      topics.send(ORDERS, Sent.of("a" + i, "replaced").id("id-" + i));
    }
    return startWithStructs();
  }

  private Task startWithStructs() {
    Task task = start(ORDERS);
    task.worker().transform = SchemasBeforeEventsTest::withStruct;
    return task;
  }

  /** Opens the source and reads; the first thing written is the schema. */
  private static void readUntilSchema(Task task) {
    for (int turns = 0; turns < 20 && !underWay(task).contains("write schema"); turns++) {
      task.store().answerAll();
      task.worker().poll();
    }
  }

  private static SinkRecord withStruct(SinkRecord record) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        ORDER,
        new Struct(ORDER).put("total", 1),
        record.timestamp(),
        record.headers());
  }

  private static List<String> underWay(Task task) {
    return task.store().steps().stream().map(SteppedStore.Step::toString).toList();
  }
}
