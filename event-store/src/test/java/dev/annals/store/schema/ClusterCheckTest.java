package dev.annals.store.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.Version;
import dev.annals.model.store.StoreException;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterCheckTest {
  private static final Map<String, String> TWO_DATACENTERS =
      Map.of("class", "org.apache.cassandra.locator.NetworkTopologyStrategy", "a", "3", "b", "3");

  @Test
  void cassandra_before_5_is_refused() {
    assertThatThrownBy(() -> ClusterCheck.checkVersion(Version.parse("4.1.5"), "n1"))
        .isInstanceOf(StoreException.class)
        .hasMessage("node n1 runs Cassandra 4.1.5: Annals needs 5.0 or newer");
    assertThatCode(() -> ClusterCheck.checkVersion(Version.parse("5.0.9"), "n1"))
        .doesNotThrowAnyException();
    assertThatCode(() -> ClusterCheck.checkVersion(Version.parse("5.0-beta1"), "n1"))
        .doesNotThrowAnyException();
  }

  @Test
  void a_local_quorum_over_two_data_centres_is_refused() {
    assertThatThrownBy(
            () ->
                ClusterCheck.checkDatacenters(
                    TWO_DATACENTERS, settings(ConsistencyPair.LOCAL_QUORUM)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("[a, b]")
        .hasMessageContaining("set cassandra.consistency=QUORUM");
    assertThatCode(
            () -> ClusterCheck.checkDatacenters(TWO_DATACENTERS, settings(ConsistencyPair.QUORUM)))
        .doesNotThrowAnyException();
  }

  private static ClusterSettings settings(ConsistencyPair consistency) {
    return new ClusterSettings(
        List.of(InetSocketAddress.createUnresolved("localhost", 9042)),
        "a",
        "annals",
        null,
        null,
        consistency,
        ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
        "test");
  }
}
