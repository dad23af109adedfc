package dev.annals.store.log;

/**
 * Says why a body cannot be read. Whoever knows which row it stands in makes a {@link
 * dev.annals.model.store.StoreException} of it.
 */
final class UnreadableBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnreadableBody(String why) {
    super(why);
  }
}
