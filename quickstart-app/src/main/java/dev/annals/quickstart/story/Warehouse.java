package dev.annals.quickstart.story;

import java.util.List;

/** Facts: pallets that are moved, whatever the plan said. */
final class Warehouse {
  static final String TOPIC = "warehouse";
  static final String ENTITY_TYPE = "pallet";

  static final String BEFORE =
      """
      A warehouse reports what happens to its pallets. These are facts: nobody can refuse them any more.
      Each report says at which version of the pallet's history its sender believed to be.
      Pallet 123456 is scheduled for truck B. The forklift's terminal has not heard of that, and the
      driver puts the pallet on truck A.""";

  static final String AFTER =
      """
      The loading is in the stream, since it happened. But its sender expected version 1 and met
      version 2: the source reported that as an exception, and somebody can go and look for the pallet.""";

  private Warehouse() {}

  static List<StoryEvent> events() {
    return List.of(
        event("123456", "gate", "g-1", "pallet.received", "none", "{\"gate\":3}"),
        event("123457", "gate", "g-2", "pallet.received", "none", "{\"gate\":3}"),
        event("123456", "planning", "p-1", "pallet.scheduled", "1", "{\"truck\":\"B\"}"),
        event("123457", "planning", "p-2", "pallet.scheduled", "1", "{\"truck\":\"B\"}"),
        event("123456", "forklift-9", "f-1", "pallet.loaded", "1", "{\"truck\":\"A\"}"),
        event("123457", "forklift-4", "f-2", "pallet.loaded", "2", "{\"truck\":\"B\"}"));
  }

  private static StoryEvent event(
      String pallet, String from, String id, String type, String expected, String data) {
    return new StoryEvent(TOPIC, ENTITY_TYPE, pallet, "/" + from, id, type, expected, data);
  }
}
