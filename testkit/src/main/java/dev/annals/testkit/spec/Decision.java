package dev.annals.testkit.spec;

import dev.annals.reduce.State;
import java.util.List;

/** What an application does: it looks at the state, and decides what happens. */
@FunctionalInterface
public interface Decision {
  /**
   * The events it wants appended, with the state's version as their expected version; none if it
   * decides that nothing happens.
   *
   * @throws Exception to refuse
   */
  List<Sample> on(State state) throws Exception;
}
