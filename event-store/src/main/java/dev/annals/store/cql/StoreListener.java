package dev.annals.store.cql;

/** Hears how the store is doing. Called from threads of the store: return at once. */
public interface StoreListener {
  /** Hears nothing. */
  StoreListener NONE = new StoreListener() {};

  /** A call was not answered, or refused for now; it is tried again. Once for each outage. */
  default void unreachable(String contactPoints, Throwable cause) {}

  /** A call was answered after an outage. */
  default void reachable() {}

  /** A call is about to be sent again. */
  default void retrying() {}
}
