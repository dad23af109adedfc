/**
 * Brings up Cassandra, Kafka and a Connect worker with both connectors, and takes them down again.
 * Start at {@link dev.annals.quickstart.servers.Servers}; {@link
 * dev.annals.quickstart.servers.RunningQuickstart} is how other commands find them.
 */
@NullMarked
package dev.annals.quickstart.servers;

import org.jspecify.annotations.NullMarked;
