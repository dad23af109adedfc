package dev.annals.model;

/**
 * The identity of an event within its stream: two events with equal identities are the same event,
 * sent twice.
 *
 * <p>One text, unambiguous for the three ways an identity comes about; {@code %}, space and
 * {@code @} are percent-encoded where they would be mistaken:
 *
 * <pre>
 * source and id    /shop/checkout 4711
 * id alone         4711
 * position         orders-0@k3Jx@5
 * </pre>
 *
 * @param text the identity; not empty
 */
public record EventId(String text) {
  /**
   * Checks that the text is not empty and has a UTF-8 form, else {@link IllegalArgumentException}.
   */
  public EventId {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the event id is empty");
    }
    Unicode.require(text, "event id");
  }

  /** The identity of a CloudEvent, which its {@code source} and {@code id} make together. */
  public static EventId of(String source, String id) {
    requireId(id);
    return new EventId(source.replace("%", "%25").replace(" ", "%20") + " " + id);
  }

  /** The identity of an event whose producer sends an id only. */
  public static EventId of(String id) {
    requireId(id);
    return new EventId(id.replace("%", "%25").replace(" ", "%20").replace("@", "%40"));
  }

  /**
   * The identity of an event without an id: where it came from. It tells a redelivery from a new
   * event, but cannot tell that a producer sent the same event twice.
   *
   * @param index the event's place in an atomic append, from 0
   */
  public static EventId of(SourcePosition at, int index) {
    String place = at.source().text().replace("%", "%25").replace(" ", "%20") + "@" + at.position();
    return new EventId(index == 0 ? place : place + "+" + index);
  }

  private static void requireId(String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the event id is empty");
    }
  }

  /** For people: an {@link Excerpt}. */
  @Override
  public String toString() {
    return Excerpt.of(text);
  }
}
