package dev.annals.testkit.spec;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import java.util.ArrayList;
import java.util.List;

/** The events of a stream, of which a reducer makes a state. */
public final class FoldedStream {
  private final Fold fold;
  private final StreamId stream;
  private final List<RecordedEvent> events = new ArrayList<>();

  FoldedStream(Fold fold, StreamId stream, List<Sample> samples) {
    this.fold = fold;
    this.stream = stream;
    for (Sample sample : samples) {
      events.add(sample.at(stream, events.size() + 1));
    }
  }

  /**
   * The state says this, in JSON: the order of members and the way numbers are written do not
   * matter.
   */
  public void then(String json) {
    State state = state();
    if (!SpecJson.same(SpecJson.read(json), state.document())) {
      throw new AssertionError(
          "after %d events the state is%n  %s%nnot%n  %s"
              .formatted(events.size(), state.document(), json));
    }
  }

  /** One of the events cannot be reduced, and the reason has this in it. */
  public void thenFails(String reason) {
    String message;
    try {
      message = "the state is " + folded().document();
    } catch (ReduceException expected) {
      if (String.valueOf(expected.getMessage()).contains(reason)) {
        return;
      }
      message = "it fails with%n  %s".formatted(expected.getMessage());
    }
    throw new AssertionError("expected a failure with%n  %s%nbut %s".formatted(reason, message));
  }

  /** The state, once it was seen that it is a pure function of the events. */
  State state() {
    try {
      State state = folded();
      requireSame(state, folded(), "when the same events are reduced again");
      for (int taken = 1; taken <= events.size(); taken++) {
        requireSame(state, fromSnapshot(taken), "from a snapshot at version " + taken);
      }
      return state;
    } catch (ReduceException reason) {
      throw new AssertionError(reason.getMessage(), reason);
    }
  }

  private State folded() throws ReduceException {
    return on(fold.start(stream), events);
  }

  private State fromSnapshot(int version) throws ReduceException {
    State taken = on(fold.start(stream), events.subList(0, version));
    State read = fold.resume(fold.snapshot(taken, Sample.TIME));
    return on(read, events.subList(version, events.size()));
  }

  private State on(State before, List<RecordedEvent> next) throws ReduceException {
    State state = before;
    for (RecordedEvent event : next) {
      state = fold.next(state, event);
    }
    return state;
  }

  /** By its text, as a snapshot keeps it: the order of members counts here. */
  private static void requireSame(State state, State again, String when) {
    if (!state.document().toString().equals(again.document().toString())) {
      throw new AssertionError(
          "the state is another one %s:%n  %s%nnot%n  %s%na reducer keeps nothing, looks at no clock and calls nobody"
              .formatted(when, again.document(), state.document()));
    }
  }
}
