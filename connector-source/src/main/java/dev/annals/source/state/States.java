package dev.annals.source.state;

import dev.annals.model.RecordedEvent;
import dev.annals.store.load.Loader;
import java.util.List;
import java.util.Map;

/**
 * The states that are published beside events: of each stream with a rule the newest that a poll's
 * events lead to. A stream that is closed has none any more, whenever states are due. One thread
 * may use it.
 */
public final class States {
  private final Map<String, StateRule> rules;
  private final StateWhen when;
  private final Folding folding;
  private final StateCounters counters;

  /**
   * States of streams in a store.
   *
   * @param rules by entity type; streams of others have no states
   * @param loader reads what the events at hand do not tell
   */
  public States(
      Map<String, StateRule> rules, StateWhen when, Loader loader, StateCounters counters) {
    this.rules = Map.copyOf(rules);
    this.when = when;
    this.folding = new Folding(loader, Folding.MAX_REMEMBERED_BYTES);
    this.counters = counters;
  }

  /** Those of a poll, which publishes these events in this order. */
  public StatesOfPoll with(List<RecordedEvent> events) {
    return new StatesOfPoll(DueState.with(events, rules, when), folding, counters);
  }
}
