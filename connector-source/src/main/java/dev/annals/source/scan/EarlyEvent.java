package dev.annals.source.scan;

import dev.annals.model.SourcePosition;

/**
 * An append whose events a scan published although the tail will come to it: something the scan had
 * to publish follows it in its stream.
 *
 * @param shard of its stream
 * @param at where it came from
 */
public record EarlyEvent(int shard, SourcePosition at) {}
