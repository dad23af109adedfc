package dev.annals.connector.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.store.CassandraSettings;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** How to reach Cassandra, and what to expect there. */
public final class CassandraConfig {
  /** Where to ask for the cluster. */
  public static final String CONTACT_POINTS = "cassandra.contact.points";

  /** The data centre to talk to. */
  public static final String LOCAL_DATACENTER = "cassandra.local.datacenter";

  /** Where the store's tables are. */
  public static final String KEYSPACE = "cassandra.keyspace";

  /** The role to log in with. */
  public static final String USERNAME = "cassandra.username";

  /** Its password. */
  public static final String PASSWORD = "cassandra.password";

  /** The levels of writes and transactions. */
  public static final String CONSISTENCY = "cassandra.consistency";

  /** How long to wait for an answer. */
  public static final String REQUEST_TIMEOUT = "cassandra.request.timeout.ms";

  private static final int MAX_TIMEOUT_MS = 120_000;

  private static final String PASSWORD_MISSING =
      USERNAME + " is set, but " + PASSWORD + " is not: set both or neither";

  private static final String USERNAME_MISSING =
      PASSWORD + " is set, but " + USERNAME + " is not: set both or neither";

  private CassandraConfig() {}

  /** Defines the groups Cassandra, Cassandra TLS and Event store. */
  public static void define(ConfigDef definitions) {
    defineConnection(new SettingGroup(definitions, "Cassandra"));
    TlsConfig.define(definitions);
    StoreConfig.define(definitions);
  }

  private static void defineConnection(SettingGroup group) {
    group
        .add(
            CONTACT_POINTS,
            Takes.of(ConfigDef.Type.LIST, NO_DEFAULT_VALUE, Checks.each(ContactPoint::parse)),
            new Shown(
                "Contact points",
                Width.LONG,
                Importance.HIGH,
                "Nodes of Cassandra that are asked for all the others, separated by commas:"
                    + " <code>host</code> or <code>host:port</code>, port 9042 unless given. Two or"
                    + " three are enough, so that one may be down when a task starts."))
        .add(
            LOCAL_DATACENTER,
            Takes.of(ConfigDef.Type.STRING, NO_DEFAULT_VALUE, Checks.NOT_EMPTY),
            new Shown(
                "Local data centre",
                Width.MEDIUM,
                Importance.HIGH,
                "The data centre of Cassandra whose nodes are talked to, as"
                    + " <code>nodetool status</code> spells it. There is no default: a guess would"
                    + " send every transaction to the far side."))
        .add(
            KEYSPACE,
            Takes.of(ConfigDef.Type.STRING, NO_DEFAULT_VALUE, Checks.KEYSPACE),
            new Shown(
                "Keyspace",
                Width.MEDIUM,
                Importance.HIGH,
                "The keyspace of the store's tables: letters, digits and underscores, 48 at most, a"
                    + " letter first. It must be there, since how it is replicated is yours to"
                    + " decide; the tables in it are created under <code>schema.create</code>."))
        .add(
            USERNAME,
            Takes.of(ConfigDef.Type.STRING, null, null),
            new Shown(
                "User name",
                Width.MEDIUM,
                Importance.MEDIUM,
                "The role to log in with, together with <code>cassandra.password</code>. Empty where"
                    + " Cassandra asks for none."))
        .add(
            PASSWORD,
            Takes.of(ConfigDef.Type.PASSWORD, null, null),
            new Shown(
                "Password",
                Width.MEDIUM,
                Importance.MEDIUM,
                "The password of <code>cassandra.username</code>. Connect shows settings over REST as"
                    + " they were sent: use a config provider, such as"
                    + " <code>${file:/etc/annals/cassandra.properties:password}</code>."))
        .add(
            CONSISTENCY,
            Takes.oneOf(
                ConsistencyPair.LOCAL_QUORUM.name(),
                ConsistencyPair.LOCAL_QUORUM.name(),
                ConsistencyPair.QUORUM.name()),
            new Shown(
                "Consistency",
                Width.MEDIUM,
                Importance.MEDIUM,
                "<code>LOCAL_QUORUM</code> (transactions: LOCAL_SERIAL) for a keyspace in one data"
                    + " centre, <code>QUORUM</code> (transactions: SERIAL) for one that replicates to"
                    + " several, where the local level would let two data centres both win one"
                    + " version: it is refused there. The same for every client of a store."))
        .add(
            REQUEST_TIMEOUT,
            Takes.of(
                ConfigDef.Type.INT,
                (int) ClusterSettings.DEFAULT_REQUEST_TIMEOUT.toMillis(),
                Range.between(1_000, MAX_TIMEOUT_MS)),
            new Shown(
                "Request time-out",
                Width.SHORT,
                Importance.LOW,
                "How long to wait for one answer of Cassandra, in milliseconds; what is not answered"
                    + " is sent again. Longer than Cassandra's own time-outs of 2 to 5 seconds, so"
                    + " that it is Cassandra that says what became of a transaction."));
  }

  /**
   * The settings that were configured.
   *
   * @param clientName what Cassandra shows in its list of clients
   * @throws ConfigException where settings do not go together
   */
  public static CassandraSettings parse(AbstractConfig config, String clientName) {
    List<InetSocketAddress> contactPoints = new ArrayList<>();
    for (String text : config.getList(CONTACT_POINTS)) {
      contactPoints.add(ContactPoint.parse(text));
    }
    try {
      ClusterSettings cluster =
          new ClusterSettings(
              contactPoints,
              config.getString(LOCAL_DATACENTER),
              config.getString(KEYSPACE),
              credentials(config),
              TlsConfig.parse(config),
              ConsistencyPair.valueOf(config.getString(CONSISTENCY)),
              Duration.ofMillis(config.getInt(REQUEST_TIMEOUT)),
              clientName);
      return StoreConfig.parse(config, cluster);
    } catch (IllegalArgumentException doNotFit) {
      throw new ConfigException(doNotFit.getMessage());
    }
  }

  private static @Nullable Credentials credentials(AbstractConfig config) {
    String username = config.getString(USERNAME);
    Password password = config.getPassword(PASSWORD);
    boolean named = username != null && !username.isEmpty();
    boolean secret = password != null && !password.value().isEmpty();
    if (named != secret) {
      throw new ConfigException(named ? PASSWORD_MISSING : USERNAME_MISSING);
    }
    return named ? new Credentials(username, password.value()) : null;
  }

  /** Finds what single settings cannot tell. Never throws, asks no server. */
  public static void validate(ConfigFindings findings) {
    if (findings.isSet(USERNAME) && !findings.isSet(PASSWORD)) {
      findings.error(PASSWORD, PASSWORD_MISSING);
    }
    if (findings.isSet(PASSWORD) && !findings.isSet(USERNAME)) {
      findings.error(USERNAME, USERNAME_MISSING);
    }
    TlsConfig.validate(findings);
    StoreConfig.validate(findings);
  }
}
