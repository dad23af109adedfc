package dev.annals.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.reduce.Reducer;
import dev.annals.upcast.EventDocument;
import java.util.concurrent.Semaphore;

/** A reducer as it should not be, beside the jars of the plugin. */
public final class NeverReturns implements Reducer {
  private static final Semaphore NEVER = new Semaphore(0);

  /** For {@link java.util.ServiceLoader}. */
  public NeverReturns() {}

  @Override
  public String name() {
    return "never-returns";
  }

  @Override
  public JsonNode reduce(JsonNode state, EventDocument event) {
    NEVER.acquireUninterruptibly();
    return state;
  }
}
