package dev.annals.model.store;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Streams of events. Thread-safe. */
public interface EventStore extends AutoCloseable {
  /** What was fixed when the store was created. */
  StoreSettings settings();

  /**
   * Appends to one stream, as few transactions as they fit.
   *
   * <p>Calls for one stream must not overlap: await the answer before the next. Calls for different
   * streams may, and the store bounds how many are under way.
   *
   * @param requests to one stream, each source's positions growing; at least one
   * @return an outcome for each request, in order. Completes when all are decided, however long the
   *     store cannot be reached; fails with {@link StoreException} only.
   */
  CompletionStage<List<Outcome>> append(List<AppendRequest> requests);

  /** The last version of the stream; 0 if it has no event. */
  CompletionStage<Long> head(StreamId stream);

  /**
   * Reads a piece of a stream.
   *
   * @return the events in the order asked for, and where to go on
   */
  CompletionStage<EventPage> read(ReadRequest request);

  /**
   * Reads on after a snapshot: the events from a version on, as {@link #read} does forwards, for a
   * caller who has the state at that version, and to whom it makes no difference whether the stream
   * starts later by now. May be cheaper by the question where that is.
   *
   * @return as of a stream that starts at version 1, maybe
   */
  default CompletionStage<EventPage> tail(StreamId stream, long from, int limit) {
    return read(ReadRequest.forwards(stream, from, limit));
  }

  /**
   * The version a stream was at, at a time: the last one of its longest beginning in which no event
   * was recorded after that time.
   *
   * <p>Append times are those of the appenders' clocks. Where several append, a version may have an
   * earlier time than the one before it; it is counted only where that one is, so that the answer
   * is always a state the stream was in, and never changes once the time has passed by every clock.
   *
   * @return 0 before the first event; fails with {@link StoreException} where the events of that
   *     time were removed
   */
  default CompletionStage<Long> versionAt(StreamId stream, Instant time) {
    return new AppendTimes(this, stream, time).versionAt();
  }

  /**
   * Takes the oldest events of a stream away: from now on it starts at a version. Its head stays.
   * Safe to repeat, which also completes what an earlier call began and did not end.
   *
   * @param before the version to start at, from 1 to the head
   * @return completes when the rows are removed; readers are given none of them long before
   */
  CompletionStage<Truncation> truncate(StreamId stream, long before);

  /**
   * Lists streams that have an event, in order of token: an order that says nothing, but in which a
   * scan can be split and resumed.
   *
   * @param range the part of the ring to list; to go on, a range that starts after {@link
   *     StreamPage#lastToken()}
   * @param limit about how many; streams that share a token are never torn apart
   */
  CompletionStage<StreamPage> streams(TokenRange range, int limit);

  /**
   * Ends the calls under way, which fail with {@link StoreException.Closed}, and lets go of the
   * servers.
   */
  @Override
  void close();
}
