package dev.annals.whole;

import dev.annals.upcast.EventDocument;
import dev.annals.upcast.Shape;
import dev.annals.upcast.Upcaster;
import java.util.List;
import java.util.Set;

/** What somebody puts beside the jars of the plugin. */
public final class PackedIsSealed implements Upcaster {
  private static final Shape SEALED = new Shape("parcel.sealed", 1);

  /** For {@link java.util.ServiceLoader}. */
  public PackedIsSealed() {}

  @Override
  public Shape from() {
    return new Shape("parcel.packed", 1);
  }

  @Override
  public Set<Shape> into() {
    return Set.of(SEALED);
  }

  @Override
  public List<EventDocument> upcast(EventDocument event) {
    return List.of(event.as(SEALED, event.data().path("parcel")));
  }
}
