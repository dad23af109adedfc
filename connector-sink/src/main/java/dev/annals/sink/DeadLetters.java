package dev.annals.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.Origin;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands undecodable records to the dead-letter queue. The worker's reporter is called on the
 * worker's thread only, which it takes for granted: a record waits for the next {@code put()}, then
 * for the queue's answer, and progress waits for both. Guarded by the task's {@link TaskLoop}.
 */
final class DeadLetters {
  private record Letter(SinkRecord record, String message, Runnable reported) {}

  private record Sent(Letter letter, Future<Void> answer) {}

  /** What the worker adds to a letter: its headers about the error, a stack trace among them. */
  private static final int CONTEXT_BYTES = 16_384;

  /**
   * The letter has the record as it was before a converter: nobody here knows how long that was.
   */
  private static final int STRUCTURED_BYTES = 512;

  /** The lengths of a header's name and value. */
  private static final int HEADER_BYTES = 10;

  private static final String TOO_LARGE_FOR_TOPIC =
      "Set max.message.bytes of the topic errors.deadletterqueue.topic.name to %d or more. ";

  private final @Nullable ErrantRecordReporter reporter;
  private final int maxBytes;
  private final ArrayDeque<Letter> waiting = new ArrayDeque<>();
  private final List<Sent> sent = new ArrayList<>();

  /**
   * Dead letters.
   *
   * @param reporter absent where no queue is configured: then undecodable records stop the task
   * @param maxBytes the largest request that the queue's producer sends
   */
  DeadLetters(@Nullable ErrantRecordReporter reporter, int maxBytes) {
    this.reporter = reporter;
    this.maxBytes = maxBytes;
  }

  /** Whether there is a queue. */
  boolean areKept() {
    return reporter != null;
  }

  /** Reports a record soon, and says so. */
  void add(SinkRecord record, String message, Runnable reported) {
    waiting.add(new Letter(record, message, reported));
  }

  /** Whether the worker's thread is needed soon. */
  boolean isPending() {
    return !waiting.isEmpty() || !sent.isEmpty();
  }

  /** Sends what waits, and looks which answers are there; on the worker's thread. */
  void turn() {
    for (Letter letter = waiting.poll(); letter != null; letter = waiting.poll()) {
      sent.add(new Sent(letter, report(letter)));
    }
    List<Letter> answered = new ArrayList<>();
    for (Iterator<Sent> all = sent.iterator(); all.hasNext(); ) {
      Sent one = all.next();
      if (one.answer().isDone()) {
        check(one);
        all.remove();
        answered.add(one.letter());
      }
    }
    for (Letter letter : answered) {
      letter.reported().run();
    }
  }

  private Future<Void> report(Letter letter) {
    if (reporter == null) {
      throw new IllegalStateException("no dead-letter queue for " + Origin.of(letter.record()));
    }
    // The worker logs it where its producer refuses a letter for its size, and reports success.
    long bytes = sizeBytes(letter);
    if (bytes > maxBytes) {
      throw new ConnectException(
          "%s. The record may take %,d bytes in the dead-letter queue, whose producer sends %,d at most: set producer.override.max.request.size to more, and max.message.bytes of the queue's topic."
              .formatted(letter.message(), bytes, maxBytes));
    }
    return reporter.report(letter.record(), new DataException(letter.message()));
  }

  /** The broker refused it; what the producer would refuse does not get here. */
  private static boolean isTooLarge(Throwable error) {
    Throwable cause = error;
    while (cause != null && !(cause instanceof RecordTooLargeException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /** At most; the message is there twice, in a header of its own and at the head of the trace. */
  private static long sizeBytes(Letter letter) {
    SinkRecord record = letter.record();
    long size = CONTEXT_BYTES + 2 * sizeBytes(letter.message());
    size += sizeBytes(record.key()) + sizeBytes(record.value());
    for (Header header : record.headers()) {
      size += HEADER_BYTES + sizeBytes(header.key()) + sizeBytes(header.value());
    }
    return size;
  }

  private static long sizeBytes(@Nullable Object part) {
    if (part instanceof String text) {
      return text.getBytes(UTF_8).length;
    }
    return part == null || part instanceof byte[] || part instanceof ByteBuffer
        ? Arrival.sizeOf(part)
        : STRUCTURED_BYTES;
  }

  private static void check(Sent done) {
    try {
      done.answer().get();
    } catch (ExecutionException e) {
      throw new ConnectException(
          "the dead-letter queue did not take the undecodable record %s: %s. %sNothing is lost: restart the task, and it sends the record again."
              .formatted(
                  Origin.of(done.letter().record()),
                  e.getCause(),
                  isTooLarge(e) ? TOO_LARGE_FOR_TOPIC.formatted(sizeBytes(done.letter())) : ""),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted", e);
    }
  }
}
