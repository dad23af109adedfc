package dev.annals.store.cql;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.api.core.type.codec.CodecNotFoundException;
import com.typesafe.config.ConfigException;
import dev.annals.model.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what the driver throws, in one place.
 *
 * <ul>
 *   <li>permanent: the statement, the credentials, the keyspace or the driver's own files are
 *       wrong; trying again changes nothing
 *   <li>permanent after a while: a table that a node does not know. The driver's look at schema
 *       versions does not tell: it asks one node, which may itself not have heard of the change
 *   <li>everything else, whether surely not executed (unavailable, overloaded, no node) or of
 *       unknown outcome (time-outs, write failures, closed connections): tried again. For a
 *       transaction that is the identical batch, whose answer alone decides, so the two need not be
 *       told apart.
 * </ul>
 */
final class Faults {
  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("(?i)unconfigured table|(table|keyspace) \\S+ does not exist");

  private Faults() {}

  /** The permanent fault this is; null if it is to be tried again. */
  static @Nullable StoreException permanent(Throwable thrown, ClusterSettings settings) {
    Throwable fault = unwrap(thrown);
    if (fault instanceof StoreException known) {
      return known;
    }
    if (fault instanceof InvalidKeyspaceException) {
      return new StoreException(
          ("keyspace %s does not exist at %s: create it first, for one node with CREATE KEYSPACE %s"
                  + " WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}; Annals never"
                  + " does")
              .formatted(
                  settings.keyspace(),
                  settings.contactPointsText(),
                  settings.keyspace(),
                  settings.localDatacenter()),
          fault);
    }
    if (fault instanceof AllNodesFailedException all) {
      return permanentOf(all, settings);
    }
    if (fault instanceof AuthenticationException refused) {
      return credentials(refused, settings);
    }
    if (fault instanceof UnauthorizedException
        && !String.valueOf(fault.getMessage()).contains("has no ")) {
      // Permissions that cannot be looked up for now, as while the replica that keeps them is down.
      return null;
    }
    if (fault instanceof QueryValidationException
        || fault instanceof FrameTooLongException
        || fault instanceof CodecNotFoundException) {
      return new StoreException(
          "Cassandra at %s refuses a statement: %s"
              .formatted(settings.contactPointsText(), fault.getMessage()),
          fault);
    }
    if (fault instanceof LinkageError || fault instanceof ConfigException) {
      return new StoreException(
          ("the driver cannot be loaded; the files of Annals are incomplete, or were changed under a"
                  + " worker that runs: put the whole archive in place and restart the worker: %s")
              .formatted(fault),
          fault);
    }
    if (fault instanceof IllegalArgumentException || fault instanceof NullPointerException) {
      return new StoreException("a statement could not be made: " + fault, fault);
    }
    return null;
  }

  /** Whether a node does not know a table, or the keyspace, which others may know. */
  static boolean isUnknownTable(Throwable thrown) {
    Throwable fault = unwrap(thrown);
    if (fault instanceof AllNodesFailedException all) {
      return all.getAllErrors().values().stream()
          .flatMap(List::stream)
          .anyMatch(Faults::isUnknownTable);
    }
    return fault instanceof InvalidQueryException
        && UNKNOWN_TABLE.matcher(String.valueOf(fault.getMessage())).find();
  }

  private static @Nullable StoreException permanentOf(
      AllNodesFailedException all, ClusterSettings settings) {
    for (List<Throwable> ofNode : all.getAllErrors().values()) {
      for (Throwable fault : ofNode) {
        StoreException permanent = permanent(fault, settings);
        if (permanent != null) {
          return permanent;
        }
      }
    }
    return null;
  }

  /**
   * Wrong credentials are permanent; a node that cannot look them up for now (starting, or without
   * a quorum of the roles) throws the same exception with another text.
   */
  private static @Nullable StoreException credentials(
      AuthenticationException refused, ClusterSettings settings) {
    String message = String.valueOf(refused.getMessage());
    boolean wrong = message.contains("incorrect") || message.contains("not permitted to log in");
    boolean none = message.contains("requires authentication");
    if (!wrong && !none) {
      return null;
    }
    Credentials credentials = settings.credentials();
    String who = credentials == null ? "no username" : "username " + credentials.username();
    return new StoreException(
        "Cassandra at %s refuses %s: check cassandra.username and cassandra.password"
            .formatted(settings.contactPointsText(), who),
        refused);
  }

  static Throwable unwrap(Throwable thrown) {
    Throwable fault = thrown;
    while (fault instanceof CompletionException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }
}
