package dev.annals.source.tail;

import dev.annals.model.Source;

/**
 * One source's part of one shard: what is read in order, and what an offset is kept for.
 *
 * @param shard which slice of the log
 * @param source whose entries
 */
public record ShardSource(int shard, Source source) {
  /** For people. */
  @Override
  public String toString() {
    return "shard " + shard + " of source " + source;
  }
}
