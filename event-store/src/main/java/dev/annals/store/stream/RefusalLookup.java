package dev.annals.store.stream;

import dev.annals.model.SourcePosition;
import dev.annals.model.store.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds what {@code refused} says of a position, at the serial level. */
@FunctionalInterface
public interface RefusalLookup {
  /** The refusal of the position, where there is one. */
  CompletionStage<Optional<Refusal>> find(SourcePosition at);
}
