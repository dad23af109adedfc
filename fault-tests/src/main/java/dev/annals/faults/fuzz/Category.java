package dev.annals.faults.fuzz;

import java.util.function.Consumer;

/**
 * What is done to a record, or nothing. Each has recipes of its own, most of which know the
 * outcome.
 */
public enum Category {
  /** An event like any other, on a stream of its own. */
  GOOD(4_000, GoodRecords::binary),
  /** Likewise, as a CloudEvent in JSON. */
  STRUCTURED(800, GoodRecords::structured),
  /** Likewise several, as one append. */
  BATCH(250, GoodRecords::batch),
  /** A record of before, sent again. */
  REPEATED(500, FollowingRecords::again),
  /** One that comes too late for its expected version, or has another's id. */
  CONFLICTING(500, FollowingRecords::conflicting),
  /** Types that Annals keeps for itself, used well and not. */
  RESERVED(400, ReservedTypes::record),
  /** Expected versions of every kind. */
  EXPECTED_VERSION(300, Claims::expectedVersion),
  /** Times of every kind, of the event and of the record. */
  TIME(300, Claims::time),
  /** Headers that stand twice. */
  DUPLICATE_HEADER(200, Claims::duplicateHeader),
  /** No key, an empty one, or no value. */
  ABSENT(200, Claims::absent),
  /** Control characters, and what turns and hides text. */
  CONTROL_CHARACTER(300, Texts::controlCharacters),
  /** Pieces of CQL, of paths and of templates. */
  INJECTION(300, Texts::injection),
  /** What no UTF-8 is, and half surrogate pairs. */
  BAD_UTF8(400, Texts::badUtf8),
  /** Ids at their limit and just above. */
  LONG_ID(10, Texts::longId),
  /** JSON that is nested deeply. */
  DEEP_JSON(60, OddJson::deep),
  /** Numbers of a thousand digits, and of a million zeros. */
  HUGE_NUMBER(250, OddJson::hugeNumber),
  /** Members of a CloudEvent that have another type, or are missing. */
  WRONG_TYPE(300, OddJson::wrongType),
  /** Names that fall into one place of a hash table. */
  COLLIDING_NAMES(10, OddJson::collidingNames),
  /** Arrays that are no batch. */
  BROKEN_BATCH(200, BrokenBatches::record),
  /** Good records with some bytes changed, cut off or dropped. */
  MUTATED(500, Noise::mutated),
  /** Bytes. */
  RANDOM(200, Noise::random),
  /** Many headers, or such of long names. */
  MANY_HEADERS(5, Sizes::manyHeaders),
  /** Up to the largest append. */
  LARGE(15, Sizes::large),
  /** From 1 MiB to 5 MiB; where they are, {@link Fuzzer} says. */
  HUGE(0, Sizes::huge);

  private final int weight;

  @SuppressWarnings("ImmutableEnumChecker") // A method of a class without state.
  private final Consumer<Draft> recipe;

  Category(int weight, Consumer<Draft> recipe) {
    this.weight = weight;
    this.recipe = recipe;
  }

  /** How many of {@link Fuzzer#ALL_WEIGHTS} records are of it. */
  int weight() {
    return weight;
  }

  void fill(Draft draft) {
    recipe.accept(draft);
  }
}
