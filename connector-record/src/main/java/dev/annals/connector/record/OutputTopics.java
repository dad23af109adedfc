package dev.annals.connector.record;

import org.jspecify.annotations.Nullable;

/**
 * Where outcomes are published.
 *
 * @param accepted events that are in their streams
 * @param rejected appends that were refused; absent: not published
 * @param exceptions facts that met another version than expected; absent: not published
 */
public record OutputTopics(
    TopicTemplate accepted, @Nullable TopicTemplate rejected, @Nullable TopicTemplate exceptions) {}
