package dev.annals.faults.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What is wrong: how often, and the first of it in words. For one thread. */
final class Complaints {
  private static final int MOST = 50;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String complaint) {
    count++;
    if (first.size() < MOST) {
      first.add(complaint);
    }
  }

  /** The first of them, and how many there are beside. */
  List<String> all() {
    List<String> all = new ArrayList<>(first);
    if (count > first.size()) {
      all.add("and %,d more".formatted(count - first.size()));
    }
    return all;
  }
}
