package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.NotAccepted;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException;
import dev.annals.store.cql.Cql;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.log.CassandraOutcomeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the log leaves in its tables, beyond what its contract can see. */
class OutcomeLogTablesIT {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");

  private static final TestKeyspace KEYSPACE = new TestKeyspace("log_tables");
  private static final CqlSession SESSION = KEYSPACE.session();
  private static final Cql CQL =
      Cql.open(KEYSPACE.cluster(), StoreListener.NONE).toCompletableFuture().join();

  private final Source source = new Source("orders-" + UUID.randomUUID(), 0, "k3Jx");
  private final UUID owner = UUID.randomUUID();
  private final OutcomeLog log = open(WEEK);

  @BeforeAll
  static void create_the_tables() {
    CassandraOutcomeLog.schema(WEEK).forEach(SESSION::execute);
  }

  @AfterAll
  static void close() {
    CQL.close();
    SESSION.close();
  }

  @Test
  void a_refused_row_tells_people_what_happened() {
    get(log.claim(source, 0, owner, 0));
    Rejected rejected =
        new Rejected(
            RejectionReason.VERSION_CONFLICT,
            ExpectedVersion.of(4),
            7,
            EventId.of("/shop", "rival"),
            "expected version 4, but the stream is at 7");
    get(log.refuse(owner, refusal(5, rejected)));

    Row row = refused();
    assertThat(row.getLong("position")).isEqualTo(5);
    assertThat(row.getString("outcome")).isEqualTo("rejected");
    assertThat(row.getString("reason")).isEqualTo("VERSION_CONFLICT");
    assertThat(row.getString("message")).isEqualTo(rejected.message());
    assertThat(row.getString("entity_type")).isEqualTo("order");
    assertThat(row.getString("entity_id")).isEqualTo("o-1");
    assertThat(row.getString("expected")).isEqualTo("4");
    assertThat(row.getLong("actual")).isEqualTo(7);
    assertThat(row.getString("rival")).isEqualTo("/shop rival");
    assertThat(row.isNull("first_version")).isTrue();
    assertThat(row.getList("event_ids", String.class)).containsExactly("a", "b");
    assertThat(row.getList("types", String.class)).containsExactly("order.placed", "order.paid");
    assertThat(row.getByteBuffer("payload")).isEqualTo(Bytes.of((byte) 1, (byte) 2).toBuffer());
    assertThat(row.getInstant("recorded_at")).isEqualTo(NOW);
  }

  @Test
  void a_refusal_expires_and_its_owner_does_not() {
    OutcomeLog shortLived = open(Duration.ofSeconds(2));
    get(shortLived.claim(source, 0, owner, 0));
    get(shortLived.refuse(owner, refusal(5, new Duplicate(1))));

    await().until(() -> get(shortLived.claim(source, 0, owner, 0)).isEmpty());

    Refusal again = refusal(5, new Duplicate(2));
    assertThat(get(log.refuse(owner, again))).isEqualTo(again);
  }

  @Test
  void a_segment_expires_after_the_retention_it_was_written_with() {
    get(open(Duration.ofHours(1)).write(segment()));
    Row row = one("SELECT ttl(body), count FROM log WHERE shard = 3 AND source = ? AND bucket = 0");
    assertThat(row.getInt(0)).isBetween(3_000, 3_600);
    assertThat(row.getInt("count")).isEqualTo(1);
  }

  @Test
  void a_damaged_segment_fails_with_its_place() {
    get(log.write(segment()));
    SESSION.execute(
        "UPDATE log SET body = 0x01000000 WHERE shard = 3 AND source = ? AND bucket = 0 AND first = 9 AND upto = 10",
        source.text());
    assertThatThrownBy(() -> get(log.segments(3, source, 0, 0, 10)))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining(source + " in shard 3")
        .hasMessageContaining("at 9");
  }

  @Test
  void of_many_who_refuse_one_position_at_once_all_are_told_the_same() {
    get(log.claim(source, 0, owner, 0));
    List<CompletableFuture<Refusal>> told = new ArrayList<>();
    for (int version = 1; version <= 8; version++) {
      told.add(log.refuse(owner, refusal(5, new Duplicate(version))).toCompletableFuture());
    }
    Set<Refusal> standing = new HashSet<>();
    told.forEach(answer -> standing.add(answer.join()));
    assertThat(standing).hasSize(1);
    assertThat(get(log.claim(source, 0, owner, 0))).containsExactlyElementsOf(standing);
  }

  @Test
  void of_refusals_sent_together_those_that_stand_are_told_and_the_others_written() {
    get(log.claim(source, 0, owner, 0));
    Refusal third = get(log.refuse(owner, refusal(3, new Duplicate(9))));
    Refusal fifth = get(log.refuse(owner, refusal(5, new Duplicate(9))));
    List<CompletableFuture<Refusal>> told = new ArrayList<>();
    for (int position = 0; position < 8; position++) {
      told.add(log.refuse(owner, refusal(position, new Duplicate(1))).toCompletableFuture());
    }
    List<Refusal> standing = told.stream().map(CompletableFuture::join).toList();

    assertThat(standing.get(3)).isEqualTo(third);
    assertThat(standing.get(5)).isEqualTo(fifth);
    assertThat(standing.get(6)).isEqualTo(refusal(6, new Duplicate(1)));
    assertThat(get(log.claim(source, 0, owner, 0))).isEqualTo(standing);
  }

  @Test
  void of_many_who_claim_at_once_one_is_left_that_may_refuse() {
    List<UUID> owners = new ArrayList<>();
    List<CompletableFuture<List<Refusal>>> claims = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      UUID claimant = UUID.randomUUID();
      owners.add(claimant);
      claims.add(log.claim(source, 0, claimant, 0).toCompletableFuture());
    }
    claims.forEach(CompletableFuture::join);

    int refused = 0;
    for (int i = 0; i < owners.size(); i++) {
      if (!log.refuse(owners.get(i), refusal(i, new Duplicate(1)))
          .toCompletableFuture()
          .handle((refusal, lost) -> lost != null)
          .join()) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(1);
    assertThat(get(log.claim(source, 0, owner, 0))).hasSize(1);
  }

  private Row refused() {
    return one("SELECT * FROM refused WHERE source = ? AND bucket = 0");
  }

  private Row one(String query) {
    return SESSION.execute(query, source.text()).all().get(0);
  }

  private Refusal refusal(long position, NotAccepted outcome) {
    return new Refusal(
        new SourcePosition(source, position),
        new StreamId("order", "o-1"),
        outcome,
        ExpectedVersion.of(4),
        List.of(
            NewEvent.of(EventId.of("a"), "order.placed", Bytes.of((byte) 1, (byte) 2)),
            NewEvent.of(EventId.of("b"), "order.paid", null)),
        NOW);
  }

  private Segment segment() {
    LogEntry entry =
        new LogEntry.NotAccepted(
            new StreamId("order", "o-1"),
            new SourcePosition(source, 9),
            new Duplicate(1),
            ExpectedVersion.ANY,
            List.of(),
            NOW);
    return new Segment(3, source, 9, 10, -1, List.of(entry));
  }

  private static OutcomeLog open(Duration retention) {
    return get(CassandraOutcomeLog.open(CQL, retention, retention));
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
