package dev.annals.store.client;

import dev.annals.model.store.TokenRange;
import java.util.List;

/**
 * How far a {@link Rebuild} is.
 *
 * @param looked streams looked at, of any entity type
 * @param ofType those of its own
 * @param written snapshots written; the others of the type have theirs, or are too short for one
 * @param failed streams of which none could be made; older snapshots of theirs stay
 * @param failures a sentence for each of the first of them, without their data
 * @param rest the part of the ring that is left: to go on from here another time, begin a rebuild
 *     with it
 * @param share of the range it began with that is done, from 0 to 1
 * @param finished whether nothing is left
 */
public record RebuildProgress(
    long looked,
    long ofType,
    long written,
    long failed,
    List<String> failures,
    TokenRange rest,
    double share,
    boolean finished) {
  /** How many failures are told. */
  public static final int MOST_FAILURES = 20;

  /** Copies the list. */
  public RebuildProgress {
    failures = List.copyOf(failures);
  }
}
