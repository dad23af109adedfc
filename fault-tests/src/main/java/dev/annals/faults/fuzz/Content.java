package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what came of a record with the record, as far as one can know. */
final class Content {
  private Content() {}

  /** What an event in the tables has another of than was sent; absent where there is nothing. */
  static @Nullable String difference(FuzzedRecord sent, EventSeen row) {
    String own = difference(sent, row.key(), row.headers(), row.timestamp());
    if (own != null) {
      return own;
    }
    byte[] key = sent.key();
    if (key != null && key.length > 0 && !row.event().entityId().equals(new String(key, UTF_8))) {
      return "entity id";
    }
    if (row.index() < sent.meant().size()) {
      return sent.meant().get(row.index()).difference(row.event());
    }
    boolean same = sent.maybeBatch() || Arrays.equals(row.event().payload(), sent.value());
    return same ? null : "value";
  }

  /**
   * Likewise of a published record.
   *
   * @param index of the event in its append; absent where it is in no stream
   * @param added the names of the headers that come at the end
   */
  static @Nullable String difference(
      FuzzedRecord sent, PublishedSeen seen, @Nullable Integer index, List<String> added) {
    int own = sent.headers().size();
    List<FuzzedHeader> headers = seen.headers();
    if (headers.size() < own) {
      return "header";
    }
    List<String> names = headers.stream().skip(own).map(FuzzedHeader::name).toList();
    if (!names.equals(added)) {
      return "header of Annals' own (%s)".formatted(names);
    }
    String difference = difference(sent, seen.key(), headers.subList(0, own), seen.timestamp());
    if (difference != null) {
      return difference;
    }
    byte[] value =
        index != null && index < sent.meant().size()
            ? sent.meant().get(index).payload()
            : sent.value();
    boolean known = !sent.maybeBatch() || !sent.meant().isEmpty();
    return known && !Arrays.equals(seen.value(), value) ? "value" : null;
  }

  private static @Nullable String difference(
      FuzzedRecord sent, byte @Nullable [] key, List<FuzzedHeader> headers, @Nullable Long time) {
    if (!Arrays.equals(key, sent.key())) {
      return "key";
    }
    if (!FuzzedHeader.areSame(headers, sent.headersOfEvents())) {
      return "header";
    }
    boolean sameTime = sent.timestamp() == null || sent.timestamp().equals(time);
    return sameTime ? null : "timestamp";
  }
}
