package dev.annals.testkit.spec;

import dev.annals.model.StreamId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.State;
import java.util.ArrayList;
import java.util.List;

/** What somebody decides by the state of a stream. */
public final class DecidedStream {
  private final Fold fold;
  private final StreamId stream;
  private final List<Sample> events;
  private final Decision decision;

  DecidedStream(Fold fold, StreamId stream, List<Sample> events, Decision decision) {
    this.fold = fold;
    this.stream = stream;
    this.events = events;
    this.decision = decision;
  }

  /** These happen, in this order; none for a decision that nothing happens. */
  public void thenHappens(Sample... expected) {
    List<Sample> decided = decided();
    boolean same = decided.size() == expected.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = isSame(expected[i], decided.get(i));
    }
    if (!same) {
      throw new AssertionError(
          "what happens is%n  %s%nnot%n  %s".formatted(decided, List.of(expected)));
    }
  }

  /** After what happens, the state says this. */
  public void then(String json) {
    List<Sample> all = new ArrayList<>(events);
    all.addAll(decided());
    new FoldedStream(fold, stream, all).then(json);
  }

  /** It refuses, with an exception of this kind. */
  public void thenRefuses(Class<? extends Exception> kind) {
    List<Sample> decided;
    try {
      decided = decision.on(state());
    } catch (Exception refusal) {
      if (kind.isInstance(refusal)) {
        return;
      }
      throw new AssertionError("it refuses with " + refusal + ", not a " + kind.getName(), refusal);
    }
    throw new AssertionError("it does not refuse: what happens is " + decided);
  }

  private List<Sample> decided() {
    State state = state();
    try {
      return decision.on(state);
    } catch (Exception refusal) {
      throw new AssertionError(
          "it refuses by %s: %s".formatted(state.document(), refusal), refusal);
    }
  }

  private State state() {
    return new FoldedStream(fold, stream, events).state();
  }

  private static boolean isSame(Sample expected, Sample decided) {
    boolean sameShape =
        expected.type().equals(decided.type())
            && expected.schemaVersion() == decided.schemaVersion()
            && expected.attributes().equals(decided.attributes())
            && (expected.json() == null) == (decided.json() == null);
    return sameShape && SpecJson.same(expected.data(), decided.data());
  }
}
