package dev.annals.faults.checker;

import dev.annals.faults.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils a history of a real run in every way there is: a check that finds none of it is none. */
public final class Spoiling {
  private Spoiling() {}

  /** The mutations that were not possible, or were not found under the name of their invariant. */
  public static List<String> missed(History history, long seed) {
    List<String> missed = new ArrayList<>();
    for (Mutation mutation : Mutation.values()) {
      Damage damage = new Damage(history, new Random(seed));
      boolean found =
          mutation.applyTo(damage)
              && Checker.check(damage.history()).violations().stream()
                  .anyMatch(violation -> violation.invariant() == mutation.invariant());
      if (!found) {
        missed.add(mutation.name());
      }
    }
    return missed;
  }
}
