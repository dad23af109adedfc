/**
 * The settings that both connectors share, one class per group: each defines its keys, turns their
 * values into types and finds what single keys cannot tell. Start at {@link
 * dev.annals.connector.config.CassandraConfig}.
 */
@NullMarked
package dev.annals.connector.config;

import org.jspecify.annotations.NullMarked;
