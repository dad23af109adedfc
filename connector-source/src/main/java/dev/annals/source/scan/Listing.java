package dev.annals.source.scan;

import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import java.util.concurrent.CompletionStage;

/** Lists streams by token, as {@link dev.annals.model.store.EventStore#streams} does. */
@FunctionalInterface
public interface Listing {
  /** Some streams of a range, in an order that stays. */
  CompletionStage<StreamPage> streams(TokenRange range, int limit);
}
