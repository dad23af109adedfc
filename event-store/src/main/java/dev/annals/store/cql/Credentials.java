package dev.annals.store.cql;

/**
 * A role of Cassandra's and its password, which {@link #toString()} does not show.
 *
 * @param username the role
 * @param password in clear
 */
public record Credentials(String username, String password) {
  @Override
  public String toString() {
    return username + ":[hidden]";
  }
}
