package dev.annals.upcast;

import java.util.List;
import java.util.Set;

/**
 * One step from an old shape to a newer one.
 *
 * <p>Annals finds upcasters in Java by {@link java.util.ServiceLoader}: in jars beside its own, in
 * the plugin's folder, with a file {@code META-INF/services/dev.annals.upcast.Upcaster} that names
 * the class, which is public and has a public constructor without parameters. An upcaster answers
 * the same for the same event, whenever it is asked: keeps no state, looks at no clock and calls
 * nobody. Each task has its own. One thread at a time asks it, not always the same one.
 */
public interface Upcaster {
  /** The shape it takes. */
  Shape from();

  /**
   * The shapes it leads to, all of them; empty if it only drops. What they lead to in turn is for
   * other upcasters, so none of them may lead back.
   */
  Set<Shape> into();

  /**
   * Whether one event may become any number of them: several, or none, which drops it. Those that
   * it becomes are numbered, even a single one. Otherwise it becomes exactly one.
   */
  default boolean splits() {
    return false;
  }

  /**
   * What the event becomes, in order, each in one of the shapes of {@link #into}.
   *
   * @throws UpcastException with a sentence, if it cannot be told; any other exception is a failure
   *     too, but its message is shown to nobody, since it may quote the data
   */
  List<EventDocument> upcast(EventDocument event) throws UpcastException;

  /**
   * Tells the class from what it was before. Change it with what the class does: snapshots that
   * were folded by way of another revision are not read any more.
   */
  default String revision() {
    return "1";
  }

  /** What messages call it. */
  default String name() {
    return "upcaster " + getClass().getName();
  }
}
