package dev.annals.connector.kind;

import org.jspecify.annotations.Nullable;

/** A value that cannot be stored. The message says where in it, what, and what to do. */
public final class NotKept extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final @Nullable Path path;

  NotKept(String problem) {
    this(problem, null);
  }

  private NotKept(String problem, @Nullable Path path) {
    super(Path.before(path) + problem);
    this.problem = problem;
    this.path = path;
  }

  /** The same, seen from one level up. */
  NotKept in(String step) {
    return new NotKept(problem, new Path(step, path));
  }
}
