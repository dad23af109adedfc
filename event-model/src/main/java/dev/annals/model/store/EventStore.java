package dev.annals.model.store;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
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
