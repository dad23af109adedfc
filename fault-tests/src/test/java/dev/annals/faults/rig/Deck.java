package dev.annals.faults.rig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All nemeses, shuffled anew for each round: each strikes once before any of them strikes again.
 * The same seed deals the same hands.
 */
record Deck(List<Nemesis> all, long seed) {
  /** What strikes in an episode, from 1 on. */
  List<Nemesis> hand(int episode, int size) {
    List<Nemesis> hand = new ArrayList<>();
    for (int i = (episode - 1) * size; i < episode * size; i++) {
      hand.add(round(i / all.size()).get(i % all.size()));
    }
    return hand;
  }

  private List<Nemesis> round(int number) {
    List<Nemesis> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed * 31 + number));
    return shuffled;
  }
}
