package dev.annals.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.StreamId;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.TokenRange;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.SnapshotRule;
import dev.annals.store.CassandraSettings;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.testkit.store.EventStoreContract;
import dev.annals.testkit.store.InMemoryStore;
import dev.annals.upcast.UpcastChain;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final StreamId ORDER = new StreamId("order", "17");

  private final InMemoryStore store =
      new InMemoryStore(EventStoreContract.LIMITS, EventStoreContract.SHARDS);
  private final AnnalsClient client = AnnalsClient.of(store, store.snapshots());

  @AfterEach
  void close() {
    client.close();
    Thread.interrupted();
  }

  @Test
  void what_a_stage_fails_with_is_thrown_in_no_wrapping() {
    ReduceException reason = new ReduceException("because");
    StoreException fault = new StoreException("because");

    assertThatThrownBy(() -> Waiting.forState(wrapped(reason))).isSameAs(reason);
    assertThatThrownBy(() -> Waiting.forState(CompletableFuture.failedStage(reason)))
        .isSameAs(reason);
    assertThatThrownBy(() -> Waiting.forAnswer(wrapped(fault))).isSameAs(fault);
    assertThatThrownBy(() -> Waiting.forAnswer(wrapped(wrappedIn(fault)))).isSameAs(fault);
  }

  @Test
  void a_thread_that_waits_for_a_store_that_cannot_be_reached_can_be_interrupted() {
    store.disconnect();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> client.head(ORDER)).isInstanceOf(StoreException.Interrupted.class);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void so_can_one_that_opens_a_store_that_cannot_be_reached() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      ClusterSettings cluster =
          new ClusterSettings(
              List.of((InetSocketAddress) silent.getLocalSocketAddress()),
              "datacenter1",
              "annals",
              null,
              null,
              ConsistencyPair.LOCAL_QUORUM,
              ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
              "test");
      CompletableFuture<AnnalsClient> opened = new CompletableFuture<>();
      Thread opening =
          new Thread(
              () -> {
                try {
                  opened.complete(AnnalsClient.open(CassandraSettings.of(cluster)));
                } catch (StoreException fault) {
                  opened.completeExceptionally(fault);
                }
              });
      opening.start();
      silent.accept();
      Awaitility.await().until(() -> opening.getState() == Thread.State.WAITING);
      opening.interrupt();

      assertThatThrownBy(() -> Waiting.forAnswer(opened))
          .isInstanceOf(StoreException.Interrupted.class);
    }
  }

  @Test
  void who_waits_when_the_client_is_closed_is_told() {
    store.disconnect();
    var waiting = client.async().head(ORDER);
    Rebuild rebuild =
        client.rebuild(
            new SnapshotRule("order", new MergePatch(), 10, 1),
            UpcastChain.EMPTY,
            TokenRange.ALL,
            1);
    client.close();

    assertThatThrownBy(() -> Waiting.forAnswer(waiting)).isInstanceOf(StoreException.Closed.class);
    assertThatThrownBy(rebuild::await).isInstanceOf(StoreException.Closed.class);
    assertThatThrownBy(() -> client.head(ORDER)).isInstanceOf(StoreException.Closed.class);
  }

  private static CompletableFuture<String> wrapped(Throwable fault) {
    return CompletableFuture.<String>failedFuture(fault).thenApply(never -> never);
  }

  private static CompletionException wrappedIn(Throwable fault) {
    return new CompletionException(fault);
  }
}
