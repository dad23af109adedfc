/**
 * Real servers on 127.0.0.1, each a process of its own from Maven Central: {@link
 * dev.annals.testkit.servers.CassandraServer}, {@link dev.annals.testkit.servers.KafkaBroker} and
 * {@link dev.annals.testkit.servers.ConnectWorker}. Start at {@link
 * dev.annals.testkit.servers.Server} for what all three can do, and at {@link
 * dev.annals.testkit.servers.SharedServers} for the Cassandra and the broker that a whole build
 * shares. None of them outlives its owner.
 */
@NullMarked
package dev.annals.testkit.servers;

import org.jspecify.annotations.NullMarked;
