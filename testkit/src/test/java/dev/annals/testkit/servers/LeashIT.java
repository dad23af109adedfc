package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LeashIT {
  private static final int SERVERS = 2;

  @Test
  void servers_end_with_an_owner_that_was_killed_running_or_frozen() throws Exception {
    Process owner = owner();
    List<ProcessHandle> servers = new ArrayList<>();
    List<Path> data = new ArrayList<>();
    try (BufferedReader told = told(owner)) {
      for (int i = 0; i < SERVERS; i++) {
        servers.add(ProcessHandle.of(Long.parseLong(told.readLine())).orElseThrow());
        data.add(Path.of(told.readLine()));
      }
      assertThat(servers).allMatch(Leash::isAlive);
    } finally {
      owner.destroyForcibly();
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> servers.stream().noneMatch(Leash::isAlive));
    assertThat(data.get(0)).doesNotExist();
  }

  private static Process owner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader told(Process owner) {
    return new BufferedReader(
        new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts two brokers at once, freezes the second, tells of both on its output, and waits to be
   * killed.
   */
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws InterruptedException {
      List<Place> places = new ArrayList<>();
      List<CompletableFuture<KafkaBroker>> brokers = new ArrayList<>();
      for (int i = 0; i < SERVERS; i++) {
        Place place = Place.fresh("owned-broker");
        places.add(place);
        brokers.add(CompletableFuture.supplyAsync(() -> KafkaBroker.start(place)));
      }
      brokers.get(1).join().pause();
      for (int i = 0; i < SERVERS; i++) {
        System.out.println(brokers.get(i).join().pid());
        System.out.println(places.get(i).data());
      }
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
