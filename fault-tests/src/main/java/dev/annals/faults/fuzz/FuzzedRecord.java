package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is sent.
 *
 * @param number from 0; with the seed it decides all the rest
 * @param known what must become of it; absent where one of several things may
 * @param events how many events it has if it is accepted; 0 where the fuzzer does not know
 * @param timestamp absent where the producer's clock gives it
 * @param meant its events, where it must be accepted and they are known
 * @param truncation where it is one that must be carried out
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
    @Nullable Long timestamp,
    List<FuzzedEvent> meant,
    @Nullable Truncation truncation) {
  /**
   * Says which record it is, to whoever finds it published: that has all headers, and of its place
   * nothing. Readers of events do not look at it.
   */
  static final String NUMBER = "fuzzed-record";

  /** Copies the lists. */
  public FuzzedRecord {
    headers = List.copyOf(headers);
    meant = List.copyOf(meant);
  }

  /** With one header more, the last, which says its number. */
  @SuppressWarnings("NullAway") // Of arrays that may be absent it takes no notice here.
  FuzzedRecord numbered() {
    List<FuzzedHeader> more = new ArrayList<>(headers);
    more.add(new FuzzedHeader(NUMBER, Long.toString(number).getBytes(UTF_8)));
    return new FuzzedRecord(
        number, category, known, events, key, value, more, timestamp, meant, truncation);
  }

  /** Whether its value may be an array of events, each of which has its element of it. */
  boolean maybeBatch() {
    return headers.stream()
        .anyMatch(
            header ->
                header.name().equals(Draft.CONTENT_TYPE)
                    && text(header).toLowerCase(Locale.ROOT).contains("batch"));
  }

  /** Those of each of its events: of a batch they say that the value is a single one. */
  List<FuzzedHeader> headersOfEvents() {
    if (!maybeBatch()) {
      return headers;
    }
    byte[] single = Draft.STRUCTURED.getBytes(UTF_8);
    return headers.stream()
        .map(
            header ->
                header.name().equals(Draft.CONTENT_TYPE)
                    ? new FuzzedHeader(header.name(), single)
                    : header)
        .toList();
  }

  private static String text(FuzzedHeader header) {
    byte[] bytes = header.value();
    return bytes == null ? "" : new String(bytes, UTF_8);
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
