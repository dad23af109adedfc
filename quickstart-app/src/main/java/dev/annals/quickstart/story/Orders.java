package dev.annals.quickstart.story;

import java.util.List;

/** Decisions: what an application may do to an order depends on what was done before. */
final class Orders {
  static final String TOPIC = "orders";
  static final String ENTITY_TYPE = "order";

  /** The order that two clerks want at once. */
  static final String CONTESTED = "1001";

  static final String BEFORE =
      """
      A shop keeps its orders as events. These are decisions: one that rests on an outdated view of the
      order must not count. Ann confirms order 1001 while Ben cancels it; both saw version 1.
      The web shop sends the placing of order 1002 twice, because the first answer got lost.
      And an old program sends an event for order 1003 that says nonsense.""";

  static final String AFTER =
      """
      One clerk won. The other's event is in no stream: it went to the topic of rejected events, with the
      version it expected, the version it met, and the id of the event that was faster.
      The event that was sent twice is in its stream once. The nonsense went to the dead-letter queue.""";

  private Orders() {}

  /** What comes before the race. */
  static List<StoryEvent> placed() {
    StoryEvent twice = event("1002", "/webshop", "w-2", "order.placed", "none", "{\"euro\":80}");
    return List.of(
        event(CONTESTED, "/webshop", "w-1", "order.placed", "none", "{\"euro\":250}"),
        twice,
        twice,
        event("1003", "/old-program", "x-1", "order.placed", "newest", "{\"euro\":1}"));
  }

  /** Sent at the same time, by two producers. */
  static List<StoryEvent> race() {
    return List.of(
        event(CONTESTED, "/clerk/ann", "a-1", "order.confirmed", "1", "{\"by\":\"Ann\"}"),
        event(CONTESTED, "/clerk/ben", "b-1", "order.cancelled", "1", "{\"by\":\"Ben\"}"));
  }

  private static StoryEvent event(
      String order, String source, String id, String type, String expected, String data) {
    return new StoryEvent(TOPIC, ENTITY_TYPE, order, source, id, type, expected, data);
  }
}
