package dev.annals.source.state;

import dev.annals.model.RecordedEvent;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshots;
import dev.annals.store.load.Loader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The states that are published beside events: one of each stream with a rule, after the last event
 * of a poll after which one is due. A stream that is closed has none any more, whenever states are
 * due. One thread may use it.
 */
public final class States implements AutoCloseable {
  private final Map<String, StateRule> rules;
  private final StateWhen when;
  private final StateCounters counters;
  private final Folding folding;
  private final Map<String, Reducing> reducing = new HashMap<>();

  /** Where the states of an entity type are computed, and what reads them there. */
  private record Reducing(RuleThread thread, Loader loader) {}

  /**
   * States of streams in a store.
   *
   * @param rules by entity type; streams of others have no states
   * @param name of the threads that compute them, one for each rule
   */
  public States(
      Map<String, StateRule> rules,
      StateWhen when,
      EventStore store,
      Snapshots snapshots,
      StateCounters counters,
      String name) {
    this(rules, when, store, snapshots, counters, name, Duration.ofSeconds(1));
  }

  /** Likewise, with the length of the waits that a reducer is given. */
  States(
      Map<String, StateRule> rules,
      StateWhen when,
      EventStore store,
      Snapshots snapshots,
      StateCounters counters,
      String name,
      Duration wait) {
    this.rules = Map.copyOf(rules);
    this.when = when;
    this.counters = counters;
    this.folding = new Folding(store);
    for (String entityType : rules.keySet()) {
      RuleThread thread = new RuleThread(name + "-states-" + reducing.size(), wait);
      reducing.put(entityType, new Reducing(thread, new Loader(store, snapshots, thread)));
    }
  }

  /** Those of a poll, which publishes these events in this order. */
  public StatesOfPoll with(List<RecordedEvent> events) {
    return new StatesOfPoll(DueState.with(events, rules, when), this);
  }

  CompletionStage<Folded> begin(DueState due) {
    Reducing of = of(due);
    return folding.begin(due, of.thread(), of.loader());
  }

  /** Waits for what was begun, remembers it, and counts what failed. */
  Folded end(DueState due, CompletionStage<Folded> begun) {
    RuleThread thread = of(due).thread();
    boolean hung = thread.hangs();
    Folded folded =
        thread
            .answer(begun)
            .orElseGet(() -> new Folded.Failed(due.version(), RuleThread.HANGS, !hung));
    folding.remember(due.stream(), folded);
    if (folded instanceof Folded.Failed failed) {
      counters.fail(due.stream(), due.version(), due.rule().fold().id(), failed.reason());
    }
    return folded;
  }

  private Reducing of(DueState due) {
    return Objects.requireNonNull(reducing.get(due.stream().entityType()));
  }

  @Override
  public void close() {
    reducing.values().forEach(of -> of.thread().close());
  }
}
