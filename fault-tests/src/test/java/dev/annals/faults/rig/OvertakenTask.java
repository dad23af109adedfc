package dev.annals.faults.rig;

import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.StreamName;
import dev.annals.faults.workload.Plan;
import dev.annals.faults.workload.Script;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * A task that has filled the bucket of a stream, while another has opened the next one since. Then
 * it is asked for something, by somebody who knows of that.
 */
final class OvertakenTask implements Nemesis {
  private final Plan plan;
  private final Recorder recorder;

  OvertakenTask(Plan plan, Recorder recorder) {
    this.plan = plan;
    this.recorder = recorder;
  }

  @Override
  public String name() {
    return "a bucket that another task has opened";
  }

  @Override
  public void strike(Rig rig, Random random) {
    StreamName stream = new StreamName(plan.decisionType(), "filled");
    String filling = plan.decisions().get(0);
    String opening = plan.decisions().get(1);
    Map<String, Object> settings = Map.of("bootstrap.servers", rig.site().bootstrapServers());
    try (Script script = new Script(plan, settings, recorder)) {
      script.append(filling, 0, stream, Rig.BUCKET_SIZE, Expected.ANY);
      awaitPublished(stream, Rig.BUCKET_SIZE);
      script.append(opening, 1, stream, 1, Expected.ANY);
      awaitPublished(stream, Rig.BUCKET_SIZE + 1);
      script.append(filling, 0, stream, 1, Expected.exactly(Rig.BUCKET_SIZE + 1));
    }
  }

  private void awaitPublished(StreamName stream, long version) {
    Awaitility.await("%s@%d is published".formatted(stream, version))
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                recorder.history().all(Published.class).stream()
                    .filter(record -> record.stream().equals(stream))
                    .anyMatch(record -> Objects.equals(record.version(), version)));
  }
}
