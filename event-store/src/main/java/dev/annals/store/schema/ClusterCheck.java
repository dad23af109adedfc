package dev.annals.store.schema;

import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import dev.annals.model.store.StoreException;
import dev.annals.store.cql.ClusterSettings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Refuses clusters that cannot keep the store's promises. */
final class ClusterCheck {
  private static final Version OLDEST = Version.V5_0_0;

  private ClusterCheck() {}

  static void check(Metadata metadata, ClusterSettings settings) {
    Set<String> datacenters = new TreeSet<>();
    for (Node node : metadata.getNodes().values()) {
      checkVersion(node.getCassandraVersion(), String.valueOf(node));
      datacenters.add(String.valueOf(node.getDatacenter()));
    }
    if (!datacenters.contains(settings.localDatacenter())) {
      throw new StoreException(
          "no node of Cassandra at %s is in data centre %s: set cassandra.local.datacenter to one of %s"
              .formatted(settings.contactPointsText(), settings.localDatacenter(), datacenters));
    }
    KeyspaceMetadata keyspace =
        metadata
            .getKeyspace(settings.keyspace())
            .orElseThrow(
                () ->
                    new StoreException(
                        "keyspace %s is not visible to this role: grant it SELECT and MODIFY"
                            .formatted(settings.keyspace())));
    checkDatacenters(keyspace.getReplication(), settings);
  }

  static void checkVersion(@Nullable Version version, String node) {
    if (version != null && version.nextStable().compareTo(OLDEST) < 0) {
      throw new StoreException(
          "node %s runs Cassandra %s: Annals needs 5.0 or newer".formatted(node, version));
    }
  }

  /** A local quorum of one data centre does not overlap with one of another. */
  static void checkDatacenters(Map<String, String> replication, ClusterSettings settings) {
    if (!settings.consistency().isLocal()) {
      return;
    }
    Set<String> datacenters = new TreeSet<>(replication.keySet());
    datacenters.remove("class");
    boolean spread =
        String.valueOf(replication.get("class")).endsWith("NetworkTopologyStrategy")
            && datacenters.size() > 1;
    if (spread) {
      throw new StoreException(
          "keyspace %s replicates to %s: LOCAL_QUORUM holds within one data centre only; set cassandra.consistency=QUORUM"
              .formatted(settings.keyspace(), datacenters));
    }
  }
}
