package dev.annals.faults.fuzz;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of each record what became of it, and complains where that is not one thing. */
record Judge(Fuzzer fuzzer, Found found, Published published, Complaints complaints) {
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
    found
        .firsts()
        .forEach(
            (number, first) ->
                complaints.add(
                    "the stream of %s starts at %d, which no record asked for"
                        .formatted(fuzzer.place(number), first)));
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
    Truncation asked = record.truncation();
    if (asked != null && found.firsts().remove((int) asked.of(), asked.version())) {
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
    checkPublished(number, outcome);
  }

  private void checkPublished(int number, Outcome outcome) {
    int events = found.events(number);
    if (!published.isWhole(number, outcome == Outcome.ACCEPTED ? events : 0)) {
      complaints.add(
          "%s became %s, with %d events, of which %d were published or not each once"
              .formatted(fuzzer.place(number), outcome, events, published.accepted(number)));
    }
    int reports = outcome == Outcome.REJECTED ? events : 0;
    if (published.rejected(number) != reports) {
      complaints.add(
          "%s became %s, and its rejection was published %d times, not %d"
              .formatted(fuzzer.place(number), outcome, published.rejected(number), reports));
    }
  }
}
