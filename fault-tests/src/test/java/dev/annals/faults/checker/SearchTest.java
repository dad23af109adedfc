package dev.annals.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Kind;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search finds an order exactly where trying all of them does. */
class SearchTest {
  private static final int TRIES = 2_500;
  private static final int MOST_OPERATIONS = 6;
  private static final int WINDOW = 3;

  @Test
  void the_search_agrees_with_trying_every_order() {
    int possible = 0;
    int impossible = 0;
    for (long seed = 0; seed < TRIES; seed++) {
      List<Operation> operations = draw(new Random(seed));
      boolean expected = anyOrder(operations, new ArrayList<>());
      assertThat(new Search(operations, new Register(WINDOW, false)).succeeds())
          .as("seed %d: %s", seed, operations)
          .isEqualTo(expected);
      possible += expected ? 1 : 0;
      impossible += expected ? 0 : 1;
    }
    assertThat(possible).isGreaterThan(TRIES / 10);
    assertThat(impossible).isGreaterThan(TRIES / 10);
  }

  @Test
  void many_open_answers_do_not_make_it_endless() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Sent sent = sent(i, List.of("id" + i), Expected.ANY, false);
      operations.add(new Operation(i, sent, null, i, Operation.NEVER, null, -1));
    }
    Sent asked = sent(200, List.of("id200"), Expected.exactly(5), false);
    Answer answer = new Answer.Rejected("version-conflict", 3, null);
    operations.add(new Operation(200, asked, null, 100, 300, answer, -1));

    Search search = new Search(operations, new Register(WINDOW, false));

    assertThat(search.succeeds()).isTrue();
    assertThat(search.steps()).isLessThan(1_000);
  }

  @Test
  void open_answers_that_could_stand_in_any_order_are_not_tried_in_every_order() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Sent sent = sent(i, List.of("id" + i), Expected.ANY, false);
      operations.add(new Operation(i, sent, null, i, Operation.NEVER, null, -1));
    }
    // More than there can ever have been: ten in every order would be four million ways to fail.
    Sent asked = sent(10, List.of("id10"), Expected.exactly(50), false);
    Answer answer = new Answer.Rejected("version-conflict", 11, null);
    operations.add(new Operation(10, asked, null, 100, 300, answer, -1));

    Search search = new Search(operations, new Register(WINDOW, false));

    assertThat(search.succeeds()).isFalse();
    assertThat(search.steps()).isLessThan(20_000);
    assertThat(search.stuck()).contains("version 10").doesNotContain("gave up");
  }

  /** A few operations with answers that are right, or nearly, or not known. */
  private static List<Operation> draw(Random random) {
    ModelStream stream = new ModelStream(WINDOW);
    List<Operation> operations = new ArrayList<>();
    int[] lastAccepted = {-1, -1};
    int count = 2 + random.nextInt(MOST_OPERATIONS - 1);
    for (int i = 0; i < count; i++) {
      List<String> ids = new ArrayList<>(List.of("id" + random.nextInt(6)));
      if (random.nextInt(4) == 0) {
        ids.add(ids.get(0) + "b");
      }
      Sent sent = sent(i, ids, expected(random), random.nextInt(3) == 0);
      Answer answer = spoilt(stream.append(sent), random);
      long invoked = 10L * i - random.nextInt(30);
      boolean seen = answer != null && random.nextInt(4) > 0;
      long responded = seen ? 10L * i + 1 + random.nextInt(30) : Operation.NEVER;
      int source = random.nextInt(2);
      operations.add(
          new Operation(i, sent, null, invoked, responded, answer, lastAccepted[source]));
      lastAccepted[source] = answer instanceof Answer.Accepted ? i : lastAccepted[source];
    }
    return operations;
  }

  private static Expected expected(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Expected.NONE;
      case 1 -> Expected.EXISTS;
      case 2 -> Expected.exactly(random.nextInt(4));
      default -> Expected.ANY;
    };
  }

  private static @Nullable Answer spoilt(Answer answer, Random random) {
    return switch (random.nextInt(12)) {
      case 0, 1 -> null;
      case 2 -> new Answer.Accepted(1 + random.nextInt(3));
      case 3 -> new Answer.Duplicate(1 + random.nextInt(3));
      case 4 -> new Answer.Rejected("version-conflict", random.nextInt(4), null);
      case 5 -> new Answer.Rejected(Register.FORGOTTEN, random.nextInt(4), null);
      default -> answer;
    };
  }

  private static Sent sent(int number, List<String> ids, Expected expected, boolean fact) {
    List<SentEvent> events = ids.stream().map(id -> new SentEvent(id, "happened", id)).toList();
    StreamName stream = new StreamName("order", "e1");
    return new Sent(
        "r" + number, "p", Kind.DECISION, "t", stream, events, expected, fact, null, number);
  }

  /** Whether what is done can go on until all known answers are explained. */
  private static boolean anyOrder(List<Operation> all, List<Operation> done) {
    if (!explains(done)) {
      return false;
    }
    if (all.stream().allMatch(one -> one.answer() == null || done.contains(one))) {
      return true;
    }
    for (Operation next : all) {
      if (!done.contains(next) && mayBeNext(next, all, done)) {
        done.add(next);
        boolean found = anyOrder(all, done);
        done.remove(done.size() - 1);
        if (found) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean mayBeNext(Operation next, List<Operation> all, List<Operation> done) {
    boolean nobodyBefore =
        all.stream().allMatch(one -> done.contains(one) || one.responded() >= next.invoked());
    return nobodyBefore && (next.after() < 0 || done.contains(all.get(next.after())));
  }

  /** Does all of it again, from nothing. */
  private static boolean explains(List<Operation> order) {
    Register register = new Register(WINDOW, false);
    for (Operation one : order) {
      Answer answer = one.answer();
      boolean fits =
          answer == null ? register.accepts(one.sent()) : register.allows(one.sent(), answer);
      if (!fits) {
        return false;
      }
      if (answer == null || answer instanceof Answer.Accepted) {
        register.append(one.sent());
      }
    }
    return true;
  }
}
