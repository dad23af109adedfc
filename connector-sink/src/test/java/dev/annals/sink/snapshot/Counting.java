package dev.annals.sink.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.reduce.Reducer;
import dev.annals.upcast.EventDocument;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reducer that counts events, and does what a test needs besides.
 *
 * @param passes each event takes one of them; without end where nothing is to be held up
 * @param calls how often it was asked
 */
record Counting(
    String name, String revision, Semaphore passes, AtomicInteger calls, Runnable besides)
    implements Reducer {
  static Counting of(String name) {
    return new Counting(name, "1", new Semaphore(Integer.MAX_VALUE), new AtomicInteger(), () -> {});
  }

  /** Waits at every event until the test lets it go on; like a loop, it hears no interrupt. */
  Counting held() {
    return new Counting(name, revision, new Semaphore(0), calls, besides);
  }

  Counting doing(Runnable more) {
    return new Counting(name, revision, passes, calls, more);
  }

  Counting changed() {
    return new Counting(name, revision + "'", passes, calls, besides);
  }

  void release() {
    passes.release(1_000_000);
  }

  @Override
  public JsonNode reduce(JsonNode state, EventDocument event) {
    calls.incrementAndGet();
    passes.acquireUninterruptibly();
    besides.run();
    ObjectNode next = (ObjectNode) state;
    next.put("events", next.path("events").asInt() + 1);
    next.set("last", event.data());
    return next;
  }
}
