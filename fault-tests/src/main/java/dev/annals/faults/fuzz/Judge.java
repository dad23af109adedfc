package dev.annals.faults.fuzz;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of each record what became of it, and complains where that is not one thing. */
record Judge(Fuzzer fuzzer, Found found, Complaints complaints) {
  /** How many of each category came to each outcome. */
  Map<Category, Map<Outcome, Integer>> counts() {
    Map<Category, Map<Outcome, Integer>> counts = new EnumMap<>(Category.class);
    for (int number = 0; number < found.records(); number++) {
      FuzzedRecord record = fuzzer.record(number);
      Outcome outcome = outcome(record, number);
      if (outcome == null) {
        continue;
      }
      check(record, number, outcome);
      counts
          .computeIfAbsent(record.category(), category -> new EnumMap<>(Outcome.class))
          .merge(outcome, 1, Integer::sum);
    }
    return counts;
  }

  private @Nullable Outcome outcome(FuzzedRecord record, int number) {
    if (found.outcomes(number) > 1) {
      complaints.add(fuzzer.place(number) + " has several outcomes");
      return null;
    }
    for (Outcome outcome : Outcome.values()) {
      if (found.has(number, outcome)) {
        return outcome;
      }
    }
    // A truncation to where its stream starts anyhow leaves no trace.
    if (record.known() == Outcome.CARRIED_OUT && !ReservedTypes.isSnapshot(record)) {
      return Outcome.CARRIED_OUT;
    }
    complaints.add(fuzzer.place(number) + " has no outcome");
    return null;
  }

  private void check(FuzzedRecord record, int number, Outcome outcome) {
    if (record.known() != null && record.known() != outcome) {
      complaints.add(
          "%s became %s, but should be %s"
              .formatted(fuzzer.place(number), outcome, record.known()));
    }
    int events = found.events(number);
    boolean all = record.events() == 0 || record.events() == events;
    if (outcome == Outcome.ACCEPTED && !(all && found.isWhole(number))) {
      complaints.add(
          "%s was accepted with %d events, sent with %d"
              .formatted(fuzzer.place(number), events, record.events()));
    }
    if (outcome == Outcome.UNDECODABLE != found.letters(number) > 0) {
      complaints.add(
          "%s became %s, and is %d times among the dead letters"
              .formatted(fuzzer.place(number), outcome, found.letters(number)));
    }
  }
}
