package dev.annals.source.replay;

import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.source.scan.Listing;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The parts a replay consists of, whatever the number of tasks: so tasks may become more or fewer
 * while it is under way. Parts of the token ring; where streams are named, parts of their list,
 * whose numbers stand for tokens, and nothing is scanned.
 *
 * @param listing of the streams in them
 * @param all in order
 */
public record Ranges(Listing listing, List<TokenRange> all) {
  /**
   * How many there are, unless so few streams are named. Each costs a record on the control topic,
   * and no more tasks than that can take part.
   */
  public static final int COUNT = 64;

  /** The ranges of a scope. */
  public static Ranges of(EventStore store, Scope scope) {
    List<StreamId> named = scope.namedStreams();
    return named.isEmpty()
        ? new Ranges(store::streams, TokenRange.ALL.split(COUNT))
        : new Ranges(listing(named), new TokenRange(-1, named.size() - 1).split(COUNT));
  }

  private static Listing listing(List<StreamId> named) {
    return (range, limit) -> {
      int from = (int) range.startExclusive() + 1;
      int to = Math.min((int) range.endInclusive() + 1, from + limit);
      return CompletableFuture.completedStage(
          new StreamPage(named.subList(from, to), to - 1, to > range.endInclusive()));
    };
  }
}
