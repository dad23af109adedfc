package dev.annals.store.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.EventId;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.SeenEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plain read may see of a transaction that has not reached all replicas. */
class BucketTest {
  private static final Source SOURCE = new Source("orders", 0, "i");
  private static final List<SeenEvent> EVENTS = List.of(event(2, 7), event(1, 5));

  @Test
  void a_head_with_its_rows_and_their_registers_is_all_there_is() {
    Map<Source, Register> registers = Map.of(SOURCE, new Register(8, 2));

    assertThat(bucket(0, 2, registers, EVENTS).mayBeTorn(10)).isFalse();
    assertThat(bucket(0, 0, Map.of(), List.of()).mayBeTorn(10)).as("a new stream").isFalse();
  }

  @Test
  void a_head_without_its_rows_may_be_torn_in_any_bucket() {
    assertThat(bucket(0, 2, Map.of(), List.of()).mayBeTorn(10)).isTrue();
    assertThat(bucket(1, 502, Map.of(), List.of()).mayBeTorn(10)).isTrue();
  }

  @Test
  void rows_without_their_register_may_be_torn() {
    assertThat(bucket(0, 2, Map.of(), EVENTS).mayBeTorn(10)).isTrue();
    assertThat(bucket(0, 2, Map.of(SOURCE, new Register(5, 1)), EVENTS).mayBeTorn(10)).isTrue();
  }

  private static Bucket bucket(
      long number, long head, Map<Source, Register> registers, List<SeenEvent> newest) {
    return new Bucket(new StreamId("order", "1"), number, true, head, false, registers, 0, newest);
  }

  private static SeenEvent event(long version, long position) {
    return new SeenEvent(version, EventId.of("e" + version), new SourcePosition(SOURCE, position));
  }
}
