package dev.annals.upcast;

import java.util.List;
import java.util.Set;

/** An upcaster in Java. */
record Step(Shape from, Set<Shape> into, boolean splits, Does does) implements Upcaster {
  /** What it does with an event. */
  interface Does {
    List<EventDocument> to(EventDocument event) throws UpcastException;
  }

  @Override
  public List<EventDocument> upcast(EventDocument event) throws UpcastException {
    return does.to(event);
  }
}
