package dev.annals.faults.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Consumer offsets of the sinks are taken back by an operator: somewhat, or all the way. */
final class RewoundSinks implements Nemesis {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String name() {
    return "rewound offsets";
  }

  @Override
  public void strike(Rig rig, Random random) {
    for (String sink : rig.sinks()) {
      // At the start of a run a sink may have committed nothing yet.
      Tasks.await(sink + " has offsets").until(() -> sum(rig.workers().rest().offsets(sink)) > 0);
      rig.workers().rest().stop(sink);
      rewind(rig, sink, random);
      rig.workers().rest().resume(sink);
    }
    rig.awaitRunning();
  }

  private static void rewind(Rig rig, String sink, Random random) {
    JsonNode offsets = rig.workers().rest().offsets(sink);
    long before = sum(offsets);
    if (before == 0) {
      throw new IllegalStateException("%s has no offsets to rewind: %s".formatted(sink, offsets));
    }
    boolean allTheWay = random.nextBoolean();
    ObjectNode earlier = earlier(offsets, random);
    // It is refused while the broker still knows the members of stopped tasks.
    Tasks.await("offsets of %s are rewound".formatted(sink))
        .until(
            () -> {
              if (allTheWay) {
                rig.workers().rest().resetOffsets(sink);
              } else {
                rig.workers().rest().alterOffsets(sink, earlier.toString());
              }
              return sum(rig.workers().rest().offsets(sink)) < before;
            });
  }

  /** As in the answer of Connect, with something taken off each offset. */
  private static ObjectNode earlier(JsonNode offsets, Random random) {
    ObjectNode all = JSON.createObjectNode();
    for (JsonNode one : offsets.path("offsets")) {
      long offset = one.at("/offset/kafka_offset").asLong();
      ObjectNode changed = one.deepCopy();
      changed.putObject("offset").put("kafka_offset", (long) (random.nextDouble() * offset));
      all.withArray("offsets").add(changed);
    }
    return all;
  }

  private static long sum(JsonNode offsets) {
    long sum = 0;
    for (JsonNode one : offsets.path("offsets")) {
      sum += one.at("/offset/kafka_offset").asLong();
    }
    return sum;
  }
}
