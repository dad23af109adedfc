package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeckTest {
  private static final List<Nemesis> SEVEN =
      IntStream.range(0, 7).<Nemesis>mapToObj(number -> new Named("nemesis " + number)).toList();

  private record Named(String name) implements Nemesis {
    @Override
    public void strike(Rig rig, Random random) {
      throw new AssertionError("only dealt");
    }
  }

  @Test
  void every_nemesis_strikes_once_before_any_strikes_again() {
    List<Nemesis> dealt = new ArrayList<>();
    for (int episode = 1; episode <= 7; episode++) {
      dealt.addAll(new Deck(SEVEN, 5).hand(episode, 3));
    }

    for (int round = 0; round < 3; round++) {
      assertThat(dealt.subList(round * 7, (round + 1) * 7))
          .containsExactlyInAnyOrderElementsOf(SEVEN);
    }
  }

  @Test
  void an_episode_is_dealt_the_same_again_by_the_seed_of_its_run() {
    assertThat(new Deck(SEVEN, 5).hand(4, 3)).isEqualTo(new Deck(SEVEN, 5).hand(4, 3));
    assertThat(new Deck(SEVEN, 5).hand(4, 7)).isNotEqualTo(new Deck(SEVEN, 6).hand(4, 7));
  }
}
