package dev.annals.faults.fuzz;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of a seed: each by its number alone, so that whoever finds one can make it again.
 * Thread-safe.
 *
 * @param lanes records whose numbers are equal modulo this come one after the other, as those of
 *     one partition do; others in any order
 */
public record Fuzzer(long seed, int lanes) {
  static final int ALL_WEIGHTS = Arrays.stream(Category.values()).mapToInt(Category::weight).sum();

  /** So many of each lane are good, so that there is something to follow. */
  private static final int BEGINNING = 20;

  /** One in so many is huge: a million make two gigabytes of them elsewhere. */
  private static final int HUGE_EVERY = 10_000;

  private static final int HUGE_OFFSET = 4_321;

  /** And so many in a row, in flight at once. */
  private static final long HUGE_FROM = 15_000;

  private static final int HUGE_IN_A_ROW = 40;

  /** The record of this number, from 0. */
  public FuzzedRecord record(long number) {
    return made(number).numbered();
  }

  private FuzzedRecord made(long number) {
    Category category = category(number);
    Draft draft = new Draft(this, number, dice(number, 1));
    category.fill(draft);
    return draft.record(category);
  }

  /** What the record of this number is of. */
  public Category category(long number) {
    if (number < (long) BEGINNING * lanes) {
      return Category.GOOD;
    }
    boolean inTheRow = number >= HUGE_FROM && number < HUGE_FROM + HUGE_IN_A_ROW;
    if (inTheRow || number % HUGE_EVERY == HUGE_OFFSET) {
      return Category.HUGE;
    }
    int point = dice(number, 0).nextInt(ALL_WEIGHTS);
    for (Category category : Category.values()) {
      point -= category.weight();
      if (point < 0) {
        return category;
      }
    }
    throw new IllegalStateException("no category for " + number);
  }

  /** For people: where a record is, and what it is. */
  String place(long number) {
    return "%d@%d (record %d, %s)"
        .formatted(number % lanes, number / lanes, number, category(number));
  }

  /** A good record of the same lane, not far before. */
  FuzzedRecord goodBefore(long number) {
    long before = number - lanes;
    while (category(before) != Category.GOOD) {
      before -= lanes;
    }
    return made(before);
  }

  /** The last record of the lane that is of it, from one number up to another; absent: none. */
  @Nullable FuzzedRecord lastOf(Category wanted, long from, long upto) {
    for (long before = upto - lanes; before >= from; before -= lanes) {
      if (category(before) == wanted) {
        return made(before);
      }
    }
    return null;
  }

  /** Neighbours' dice must not fall alike. */
  private Random dice(long number, int what) {
    long mixed = (seed ^ (2 * number + what)) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    return new Random(mixed ^ (mixed >>> 32));
  }
}
