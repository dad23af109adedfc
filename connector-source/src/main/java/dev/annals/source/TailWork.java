package dev.annals.source;

import dev.annals.source.tail.Tail;
import java.util.List;

/** Publishes what happens. */
final class TailWork implements Work {
  private final Tail tail;

  TailWork(Tail tail) {
    this.tail = tail;
  }

  @Override
  public List<Publication> next() {
    return tail.next().stream().map(Publication::of).toList();
  }
}
