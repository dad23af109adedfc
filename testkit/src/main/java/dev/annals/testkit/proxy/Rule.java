package dev.annals.testkit.proxy;

/**
 * What a test wants to go wrong. Asked on threads of the proxy, of several connections at once, for
 * statements that were prepared and for batches; anything else goes through. May wait: the
 * connection waits with it.
 */
public interface Rule {
  /** Nothing goes wrong. */
  Rule NONE = new Rule() {};

  /**
   * Whether a request may arrive.
   *
   * @param cql the statement as it was prepared; the first one of a batch
   */
  default boolean arrives(String cql) {
    return true;
  }

  /**
   * What is answered to a request that Cassandra never gets, which no driver can tell from one that
   * it did get; {@link Answer#DELIVERED} lets it go on. Asked for what {@link #arrives}.
   *
   * @param cql the statement as it was prepared; the first one of a batch
   */
  default Answer unasked(String cql) {
    return Answer.DELIVERED;
  }

  /**
   * What becomes of the answer. Asked when Cassandra has answered without an error: what was asked
   * for is done.
   *
   * @param cql the statement as it was prepared; the first one of a batch
   */
  default Answer answer(String cql) {
    return Answer.DELIVERED;
  }

  /**
   * Hears how many rows came back, of each page by itself.
   *
   * @param cql the statement as it was prepared
   */
  default void rows(String cql, int count) {}
}
