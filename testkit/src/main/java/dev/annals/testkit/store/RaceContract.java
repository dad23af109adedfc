package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.store.EventStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** Two clients append to one stream at once. */
abstract class RaceContract extends StoreScenario {
  private static final int RIVALS = 2;
  private static final int ROUNDS = 30;
  private static final Condition<Outcome> ACCEPTED =
      new Condition<>(Outcome.Accepted.class::isInstance, "accepted");

  RaceContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void each_version_has_one_winner_and_every_loser_is_told_who() {
    List<EventStore> clients = clients();
    List<Source> sources = sources();

    for (int round = 0; round < ROUNDS; round++) {
      List<CompletionStage<List<Outcome>>> answers = new ArrayList<>();
      for (int rival = 0; rival < RIVALS; rival++) {
        AppendRequest request =
            request(sources.get(rival), round, Integer.toString(round), round + "-" + rival);
        answers.add(clients.get(rival).append(List.of(request)));
      }
      List<Outcome> outcomes = answers.stream().map(answer -> Answers.of(answer).get(0)).toList();

      assertThat(outcomes).as("round %d", round).haveExactly(1, ACCEPTED);
      EventId winner = EventId.of(ids().get(round));
      for (Outcome outcome : outcomes) {
        if (outcome instanceof Outcome.Rejected rejected) {
          assertThat(rejected.rival()).as("round %d", round).isEqualTo(winner);
        }
      }
    }
    assertThat(head()).isEqualTo(ROUNDS);
  }

  @Test
  void appends_without_an_expected_version_all_find_their_place() {
    List<EventStore> clients = clients();
    List<Source> sources = sources();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int rival = 0; rival < RIVALS; rival++) {
      lanes.add(lane(clients.get(rival), sources.get(rival), rival, 0));
    }
    lanes.forEach(Answers::of);

    List<String> ids = ids();

    assertThat(ids).hasSize(RIVALS * ROUNDS).doesNotHaveDuplicates();
    Map<String, Integer> last = new HashMap<>();
    for (String id : ids) {
      String[] rivalAndRound = id.split("-");
      int round = Integer.parseInt(rivalAndRound[1]);
      assertThat(last.put(rivalAndRound[0], round))
          .as("order of source %s", rivalAndRound[0])
          .isEqualTo(round == 0 ? null : round - 1);
    }
  }

  @Test
  void the_same_position_through_two_clients_at_once_appends_once() {
    List<EventStore> clients = clients();
    for (int round = 0; round < ROUNDS; round++) {
      AppendRequest request = request(round, "any", "e" + round);
      CompletionStage<List<Outcome>> zombie = clients.get(0).append(List.of(request));
      CompletionStage<List<Outcome>> successor = clients.get(1).append(List.of(request));

      assertThat(Answers.of(zombie)).as("round %d", round).isEqualTo(Answers.of(successor));
    }
    assertThat(ids()).hasSize(ROUNDS).doesNotHaveDuplicates();
  }

  private CompletableFuture<Void> lane(EventStore client, Source from, int rival, int round) {
    if (round == ROUNDS) {
      return CompletableFuture.completedFuture(null);
    }
    return client
        .append(List.of(request(from, round, "any", rival + "-" + round)))
        .toCompletableFuture()
        .thenCompose(outcomes -> lane(client, from, rival, round + 1));
  }

  /** One each: calls of one client for one stream must not overlap. */
  private List<EventStore> clients() {
    return List.of(store(), anotherClient());
  }

  private static List<Source> sources() {
    return List.of(newSource(), newSource());
  }
}
