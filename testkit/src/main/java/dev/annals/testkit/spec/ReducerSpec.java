package dev.annals.testkit.spec;

import dev.annals.model.StreamId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Reducer;
import dev.annals.upcast.JsonRules;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a reducer makes of events.
 *
 * <pre>{@code
 * ReducerSpec.of(new MergePatch())
 *     .given(event("order.placed", "{\"state\": \"placed\"}"))
 *     .when(event("order.shipped", "{\"state\": \"shipped\"}"))
 *     .then("{\"state\": \"shipped\"}");
 * }</pre>
 *
 * <p>Events are upcast first, if rules are given. Beside what a specification says, each one checks
 * what every reducer owes: that the same events give the same state again, and that it is the same
 * from a snapshot taken after any of them. Whatever does not hold is an {@link AssertionError}.
 */
public final class ReducerSpec {
  private final Reducer reducer;
  private final UpcastChain chain;
  private final StreamId stream;

  private ReducerSpec(Reducer reducer, UpcastChain chain, StreamId stream) {
    this.reducer = reducer;
    this.chain = chain;
    this.stream = stream;
  }

  /** Of a reducer that is given events as they are stored, of a stream {@code spec/1}. */
  public static ReducerSpec of(Reducer reducer) {
    return new ReducerSpec(reducer, UpcastChain.EMPTY, new StreamId("spec", "1"));
  }

  /** The same reducer, behind these rules in JSON. */
  public ReducerSpec upcastBy(String rules) {
    return upcastBy(UpcastChain.of(JsonRules.parse(rules)));
  }

  /** The same reducer, behind these upcasters. */
  public ReducerSpec upcastBy(UpcastChain upcasters) {
    return new ReducerSpec(reducer, upcasters, stream);
  }

  /** The same on a stream of one's own, for a reducer that looks at whose events they are. */
  public ReducerSpec on(StreamId other) {
    return new ReducerSpec(reducer, chain, other);
  }

  /** What has happened in the stream, in order; nothing for a stream without events. */
  public GivenStream given(Sample... events) {
    return new GivenStream(new Fold(reducer, chain), stream, List.of(events));
  }

  /** The events of a stream before something happens to it. */
  public static final class GivenStream {
    private final Fold fold;
    private final StreamId stream;
    private final List<Sample> events;

    GivenStream(Fold fold, StreamId stream, List<Sample> events) {
      this.fold = fold;
      this.stream = stream;
      this.events = events;
    }

    /** More happens; nothing, to look at the state as it is. */
    public FoldedStream when(Sample... more) {
      List<Sample> all = new ArrayList<>(events);
      all.addAll(List.of(more));
      return new FoldedStream(fold, stream, all);
    }

    /** Somebody decides by the state. */
    public DecidedStream when(Decision decision) {
      return new DecidedStream(fold, stream, events, decision);
    }
  }
}
