package dev.annals.model.store;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * What happened, in the order of the sources. Thread-safe.
 *
 * <p>Whoever feeds a source writes, for each stretch of decided positions and in this order: its
 * refusals, its segments, its progress. Whoever tails reads the other way round: progress first,
 * then only segments below it.
 */
public interface OutcomeLog {
  /** The progress of all sources with this name. */
  CompletionStage<List<Progress>> progress(String sourceName);

  /**
   * The names that have progress. Reads the whole table: a row for each partition of each topic.
   */
  CompletionStage<List<String>> sourceNames();

  /**
   * Makes the owner the only one who may refuse positions of the source in a log bucket, until
   * somebody else claims it; then reads what is refused there already.
   *
   * @param owner drawn at random by whoever feeds the source now
   * @param bucket see {@link Segment#bucketOf}
   * @param from the first position of interest
   * @return the refusals from there to the bucket's end: these positions are decided
   */
  CompletionStage<List<Refusal>> claim(Source source, long bucket, UUID owner, long from);

  /**
   * Writes a refusal, unless the position has one.
   *
   * @param owner has claimed the position's bucket
   * @return the refusal that stands: this one, or the one that was there
   * @throws StoreException.OwnershipLost through the stage, if somebody else claimed the bucket
   *     since
   */
  CompletionStage<Refusal> refuse(UUID owner, Refusal refusal);

  /**
   * Who may refuse positions of the source in a log bucket: who claimed it last; empty where nobody
   * did.
   */
  CompletionStage<Optional<UUID>> owner(Source source, long bucket);

  /** What is refused at a position: the row that stands there, if there is one. */
  CompletionStage<Optional<Refusal>> find(SourcePosition at);

  /** Writes a segment. Writing it again changes nothing. */
  CompletionStage<Void> write(Segment segment);

  /**
   * Writes progress, after everything below it is written. Changes nothing where progress is
   * further already: then somebody else feeds the source.
   */
  CompletionStage<Void> write(Progress progress);

  /**
   * The segments of one bucket that start at a position or after it, in order.
   *
   * @param limit how many at most
   */
  CompletionStage<List<Segment>> segments(
      int shard, Source source, long bucket, long firstAtLeast, int limit);

  /** Where all segments of one bucket lie, in order of their first position. */
  CompletionStage<List<SegmentRange>> ranges(int shard, Source source, long bucket);

  /**
   * Writes where a replay hands over, unless the same run of it has that already.
   *
   * @return the one that stands: this one, or the one that was there
   */
  CompletionStage<HandOver> handOver(HandOver proposed);

  /** Where a run of a replay hands over: what stands there, if it began; writes nothing. */
  CompletionStage<Optional<HandOver>> findHandOver(String replay);
}
