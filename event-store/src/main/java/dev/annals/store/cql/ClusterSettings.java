package dev.annals.store.cql;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the store's keyspace.
 *
 * @param contactPoints where to ask for the cluster; not resolved before they are used; at least
 *     one
 * @param localDatacenter the data centre to talk to
 * @param keyspace an identifier: letters, digits and underscores, 48 at most, a letter first
 * @param credentials absent where Cassandra asks for none
 * @param tls absent for connections in clear
 * @param consistency the same for every client of a store
 * @param requestTimeout how long to wait for one answer. More than Cassandra's own 2 s, so that it
 *     is Cassandra that says what became of a transaction.
 * @param clientName shown by Cassandra in its list of clients
 */
public record ClusterSettings(
    List<InetSocketAddress> contactPoints,
    String localDatacenter,
    String keyspace,
    @Nullable Credentials credentials,
    @Nullable TlsSettings tls,
    ConsistencyPair consistency,
    Duration requestTimeout,
    String clientName) {
  /** The time-out unless set otherwise. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern KEYSPACE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,47}");

  /** Checks contact points and keyspace, else {@link IllegalArgumentException}. */
  public ClusterSettings {
    contactPoints = List.copyOf(contactPoints);
    if (contactPoints.isEmpty()) {
      throw new IllegalArgumentException("no contact point");
    }
    if (!isKeyspace(keyspace)) {
      throw new IllegalArgumentException(
          "keyspace '"
              + keyspace
              + "' is not an identifier: letters, digits and underscores, 48 at most, a letter first");
    }
  }

  /** Whether the name can be used without quotes; Annals uses no others. */
  public static boolean isKeyspace(String name) {
    return KEYSPACE.matcher(name).matches();
  }

  /** For messages: {@code host:port, host:port}. */
  public String contactPointsText() {
    return contactPoints.stream()
        .map(point -> point.getHostString() + ":" + point.getPort())
        .collect(Collectors.joining(", "));
  }
}
