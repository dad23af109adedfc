package dev.annals.faults.checker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for an order of a stream's operations that explains their answers: each takes effect at one
 * moment between its sending and its answer (J. Wing and C. Gong, "Testing and verifying concurrent
 * objects", 1993; with the timeline of G. Lowe, "Testing for linearizability", 2017).
 *
 * <p>A step picks one of the operations that no other has to precede. One that changes nothing and
 * may have its answer now is picked at once, without a way back: whatever explains the rest without
 * it explains it with it, too. So there is a choice only among appends, and as each knows its
 * version, only where answers are not known. What was tried from one state is not tried again; two
 * states are the same where all that later answers can depend on is the same.
 */
final class Search {
  /** Far more than a history without open answers takes; who comes here has found nothing out. */
  static final long MOST_STEPS = 5_000_000;

  /** The choices at one state, and the one that was taken last. */
  private static final class Choice {
    private final List<Operation> left;
    private Operation taken;

    private Choice(List<Operation> candidates) {
      this.taken = candidates.get(0);
      this.left = new ArrayList<>(candidates.subList(1, candidates.size()));
    }
  }

  /** What later answers depend on. */
  private record State(BitSet done, BitSet heads, boolean closed, Map<String, List<Long>> shared) {}

  private final Register register;
  private final Timeline timeline;
  private final Set<String> shared;
  private final BitSet done = new BitSet();
  private final Set<State> tried = new HashSet<>();
  private final Deque<Choice> choices = new ArrayDeque<>();
  private boolean branched;
  private long steps;
  private int farthest = -1;
  private String stuck = "";

  Search(List<Operation> operations, Register empty) {
    this.register = empty;
    this.timeline = new Timeline(operations);
    this.shared = sharedIds(operations);
  }

  /** Ids that more than one operation has, or that an answer names. */
  private static Set<String> sharedIds(List<Operation> operations) {
    Set<String> once = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (Operation operation : operations) {
      operation.sent().events().stream()
          .filter(event -> !once.add(event.id()))
          .forEach(event -> shared.add(event.id()));
      if (operation.answer() instanceof Answer.Rejected rejected && rejected.rival() != null) {
        shared.add(rejected.rival());
      }
    }
    return shared;
  }

  /** Whether there is such an order. */
  boolean succeeds() {
    while (timeline.answersLeft()) {
      if (++steps > MOST_STEPS) {
        stuck = "gave up after %,d steps; %s".formatted(MOST_STEPS, stuck);
        return false;
      }
      List<Operation> candidates = candidates();
      boolean known = branched && !candidates.isEmpty() && !tried.add(state());
      if (!known && !candidates.isEmpty()) {
        branched |= candidates.size() > 1;
        choices.push(new Choice(candidates));
        take(candidates.get(0));
      } else {
        rememberStuck();
        if (!chooseAnother()) {
          return false;
        }
      }
    }
    return true;
  }

  /** How far the search came, and what did not fit there. */
  String stuck() {
    return stuck;
  }

  long steps() {
    return steps;
  }

  /** What can be next: one that changes nothing, else the appends that fit, open answers last. */
  private List<Operation> candidates() {
    List<Operation> appends = new ArrayList<>();
    List<Operation> open = new ArrayList<>();
    for (Operation operation : timeline.minimal()) {
      Answer answer = operation.answer();
      if (operation.after() >= 0 && !done.get(operation.after())) {
        continue;
      }
      if (answer == null) {
        if (register.accepts(operation.sent())) {
          open.add(operation);
        }
      } else if (register.allows(operation.sent(), answer)) {
        if (!(answer instanceof Answer.Accepted)) {
          return List.of(operation);
        }
        appends.add(operation);
      }
    }
    appends.addAll(open);
    return appends;
  }

  private void take(Operation operation) {
    done.set(operation.number());
    timeline.lift(operation);
    if (appends(operation)) {
      register.append(operation.sent());
    }
  }

  private void putBack(Operation operation) {
    if (appends(operation)) {
      register.takeBack(operation.sent());
    }
    timeline.unlift(operation);
    done.clear(operation.number());
  }

  private static boolean appends(Operation operation) {
    return operation.answer() == null || operation.answer() instanceof Answer.Accepted;
  }

  private boolean chooseAnother() {
    while (!choices.isEmpty()) {
      Choice choice = choices.peek();
      putBack(choice.taken);
      if (!choice.left.isEmpty()) {
        choice.taken = choice.left.remove(0);
        take(choice.taken);
        return true;
      }
      choices.pop();
    }
    return false;
  }

  private State state() {
    Map<String, List<Long>> standing = new HashMap<>();
    for (String id : shared) {
      List<Long> versions = register.versions(id);
      if (!versions.isEmpty()) {
        standing.put(id, versions);
      }
    }
    return new State((BitSet) done.clone(), register.heads(), register.closed(), standing);
  }

  private void rememberStuck() {
    if (done.cardinality() > farthest) {
      farthest = done.cardinality();
      stuck =
          "%d operations explained, at version %d, and none of these can be next: %s"
              .formatted(farthest, register.head(), timeline.minimal());
    }
  }
}
