package dev.annals.connector.kind;

import org.jspecify.annotations.Nullable;

/** Bytes that are no value of the schema they are read by. The message says where, and what. */
public final class Misfit extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final @Nullable Path path;

  Misfit(String problem) {
    this(problem, null);
  }

  private Misfit(String problem, @Nullable Path path) {
    super(Path.before(path) + problem);
    this.problem = problem;
    this.path = path;
  }

  /** The same, seen from one level up. */
  Misfit in(String step) {
    return new Misfit(problem, new Path(step, path));
  }
}
