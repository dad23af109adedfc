package dev.annals.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSchemaTest {
  @Test
  void the_tables_are_statements_without_a_keyspace_and_without_placeholders() {
    List<String> statements = CassandraOutcomeLog.schema(Duration.ofDays(7));
    assertThat(statements).hasSize(4);
    assertThat(statements)
        .allSatisfy(
            statement ->
                assertThat(statement)
                    .matches("(?s)CREATE TABLE IF NOT EXISTS (log|refused|progress|replays) .*")
                    .doesNotContainPattern("\\{\\w+}|;|--"));
    assertThat(statements).anyMatch(s -> s.contains("default_time_to_live = 604800"));
  }

  @Test
  void a_retention_is_rounded_up_to_whole_seconds() {
    assertThat(LogSchema.timeToLiveSeconds(Duration.ofMillis(1))).isEqualTo(1);
    assertThat(LogSchema.timeToLiveSeconds(Duration.ofSeconds(1))).isEqualTo(1);
    assertThat(LogSchema.timeToLiveSeconds(Duration.ofMillis(1_001))).isEqualTo(2);
  }

  @Test
  void a_retention_that_cassandra_would_refuse_is_refused() {
    for (Duration retention :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(3_651))) {
      assertThatThrownBy(() -> LogSchema.timeToLiveSeconds(retention))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
