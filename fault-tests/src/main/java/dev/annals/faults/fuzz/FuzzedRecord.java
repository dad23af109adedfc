package dev.annals.faults.fuzz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is sent.
 *
 * @param number from 0; with the seed it decides all the rest
 * @param known what must become of it; absent where one of several things may
 * @param events how many events it has if it is accepted; 0 where the fuzzer does not know
 * @param timestamp absent where the producer's clock gives it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
public record FuzzedRecord(
    long number,
    Category category,
    @Nullable Outcome known,
    int events,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<FuzzedHeader> headers,
    @Nullable Long timestamp) {
  /** Copies the list. */
  public FuzzedRecord {
    headers = List.copyOf(headers);
  }

  /** The first header of that name; absent where there is none. */
  @Nullable FuzzedHeader header(String name) {
    for (FuzzedHeader header : headers) {
      if (header.name().equals(name)) {
        return header;
      }
    }
    return null;
  }

  /** What it takes on the wire, near enough. */
  public int sizeBytes() {
    int size = (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    for (FuzzedHeader header : headers) {
      byte[] bytes = header.value();
      size += header.name().length() + (bytes == null ? 0 : bytes.length);
    }
    return size;
  }
}
