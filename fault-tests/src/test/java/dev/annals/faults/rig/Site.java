package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.servers.CassandraAddress;

/**
 * What rigs run on. It outlives them.
 *
 * @param cassandra who may log in, and in which data centre
 * @param replicas copies of each row
 * @param proxy the way of the connectors to Cassandra; of all nodes, or of one among others
 * @param cql a session of the observer's, which goes past the proxy
 * @param bootstrapServers the broker
 * @param workers the Connect cluster
 */
record Site(
    CassandraAddress cassandra,
    int replicas,
    CqlProxy proxy,
    CqlSession cql,
    String bootstrapServers,
    Workers workers) {}
