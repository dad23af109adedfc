package dev.annals.faults.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sendings and answers of operations in the order of time, from which operations are lifted as
 * they are explained. Those sent before the first answer that is left are the ones that no other
 * has to precede.
 *
 * <pre>
 * send a  send b  answer a  send c  answer c  answer b
 * ~~~~~~  ~~~~~~
 * </pre>
 */
final class Timeline {
  private static final class Mark {
    private final Operation operation;
    private final boolean answer;
    private final long time;
    private @Nullable Mark before;
    private @Nullable Mark next;

    private Mark(Operation operation, boolean answer, long time) {
      this.operation = operation;
      this.answer = answer;
      this.time = time;
    }
  }

  private final Mark[] sendings;
  private final @Nullable Mark[] answers;
  private @Nullable Mark first;
  private int answersLeft;

  /** All operations, numbered by their places in the list. */
  Timeline(List<Operation> operations) {
    sendings = new Mark[operations.size()];
    answers = new @Nullable Mark[operations.size()];
    List<Mark> marks = new ArrayList<>();
    for (Operation operation : operations) {
      Mark sending = new Mark(operation, false, operation.invoked());
      sendings[operation.number()] = sending;
      marks.add(sending);
      if (operation.answer() != null) {
        answersLeft++;
      }
      if (operation.responded() != Operation.NEVER) {
        Mark answer = new Mark(operation, true, operation.responded());
        answers[operation.number()] = answer;
        marks.add(answer);
      }
    }
    // Of one moment the sendings come first: that is no proof of an order.
    marks.sort(
        Comparator.<Mark>comparingLong(mark -> mark.time).thenComparing(mark -> mark.answer));
    Mark last = null;
    for (Mark mark : marks) {
      mark.before = last;
      if (last == null) {
        first = mark;
      } else {
        last.next = mark;
      }
      last = mark;
    }
  }

  /** Whether an operation whose answer is known is not lifted yet. */
  boolean answersLeft() {
    return answersLeft > 0;
  }

  /** The operations that no other has to precede, in the order in which they were sent. */
  List<Operation> minimal() {
    List<Operation> minimal = new ArrayList<>();
    for (Mark mark = first; mark != null && !mark.answer; mark = mark.next) {
      minimal.add(mark.operation);
    }
    return minimal;
  }

  void lift(Operation operation) {
    cut(sendings[operation.number()]);
    Mark answer = answers[operation.number()];
    if (answer != null) {
      cut(answer);
    }
    answersLeft -= operation.answer() == null ? 0 : 1;
  }

  /** Puts back what was lifted last. */
  void unlift(Operation operation) {
    Mark answer = answers[operation.number()];
    if (answer != null) {
      restore(answer);
    }
    restore(sendings[operation.number()]);
    answersLeft += operation.answer() == null ? 0 : 1;
  }

  private void cut(Mark mark) {
    Mark before = mark.before;
    Mark next = mark.next;
    if (before == null) {
      first = next;
    } else {
      before.next = next;
    }
    if (next != null) {
      next.before = before;
    }
  }

  /** The mark still knows its neighbours, as what was cut later is back already. */
  private void restore(Mark mark) {
    Mark before = mark.before;
    Mark next = mark.next;
    if (before == null) {
      first = mark;
    } else {
      before.next = mark;
    }
    if (next != null) {
      next.before = mark;
    }
  }
}
