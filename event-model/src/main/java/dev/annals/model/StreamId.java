package dev.annals.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/**
 * Names a stream: all events of one entity.
 *
 * @param entityType what kind of entity, such as {@code order}; not empty
 * @param entityId which one; not empty, any characters
 */
public record StreamId(String entityType, String entityId) {
  /**
   * The longest stream id in bytes of UTF-8, both parts together: Cassandra holds at most 65,535
   * bytes in a partition key, from which the bucket and the lengths of the parts are taken.
   */
  public static final int MAX_BYTES = 65_535 - 64;

  /**
   * Checks both parts: one that is empty, too long or not to be written as UTF-8 is an {@link
   * IllegalArgumentException}.
   */
  public StreamId {
    if (entityType.isEmpty()) {
      throw new IllegalArgumentException("the entity type is empty");
    }
    if (entityId.isEmpty()) {
      throw new IllegalArgumentException("the entity id is empty");
    }
    Unicode.require(entityType, "entity type");
    Unicode.require(entityId, "entity id");
    if (entityType.length() + entityId.length() > MAX_BYTES / 3) {
      int bytes = entityType.getBytes(UTF_8).length + entityId.getBytes(UTF_8).length;
      if (bytes > MAX_BYTES) {
        throw new IllegalArgumentException(
            "the stream id has %,d bytes; at most %,d fit a partition key"
                .formatted(bytes, MAX_BYTES));
      }
    }
  }

  /**
   * The shard of the log this stream belongs to, from 0 to {@code shards - 1}: CRC-32C over the
   * UTF-8 bytes of the entity type, a zero byte and the entity id. Never changes for a given number
   * of shards, which the store fixes when it is created.
   */
  public int shard(int shards) {
    CRC32C hash = new CRC32C();
    hash.update(entityType.getBytes(UTF_8));
    hash.update(0);
    hash.update(entityId.getBytes(UTF_8));
    return (int) (hash.getValue() % shards);
  }

  /** For people: {@code type/id}, each as an {@link Excerpt}. */
  @Override
  public String toString() {
    return Excerpt.of(entityType) + "/" + Excerpt.of(entityId);
  }
}
