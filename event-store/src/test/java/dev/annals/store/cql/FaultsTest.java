package dev.annals.store.cql;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.UnauthorizedException;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import com.typesafe.config.ConfigException;
import dev.annals.model.store.StoreException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final EndPoint NODE =
      new DefaultEndPoint(InetSocketAddress.createUnresolved("db1", 9042));
  private static final Node COORDINATOR =
      (Node)
          Proxy.newProxyInstance(
              Node.class.getClassLoader(),
              new Class<?>[] {Node.class},
              (node, method, with) -> null);
  private static final ClusterSettings SETTINGS =
      new ClusterSettings(
          List.of(InetSocketAddress.createUnresolved("db1", 9042)),
          "dc1",
          "annals",
          new Credentials("annals", "secret"),
          null,
          ConsistencyPair.LOCAL_QUORUM,
          ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
          "test");

  @Test
  void what_time_may_mend_is_tried_again() {
    assertThat(Faults.permanent(new DriverTimeoutException("10 s"), SETTINGS)).isNull();
    assertThat(Faults.permanent(new ClosedConnectionException("closed"), SETTINGS)).isNull();
    assertThat(
            Faults.permanent(
                new AuthenticationException(NODE, "Unable to perform authentication: no quorum"),
                SETTINGS))
        .isNull();
  }

  @Test
  void permissions_that_cannot_be_looked_up_are_an_outage_and_missing_ones_are_not() {
    assertThat(
            Faults.permanent(
                new UnauthorizedException(
                    COORDINATOR, "Unable to perform authorization of permissions"),
                SETTINGS))
        .isNull();
    assertThat(
            Faults.permanent(
                new UnauthorizedException(
                    COORDINATOR, "User annals has no MODIFY permission on <table annals.events>"),
                SETTINGS))
        .hasMessageContaining("has no MODIFY permission");
  }

  @Test
  void wrong_credentials_name_the_user_and_the_settings_but_not_the_password() {
    StoreException fault =
        Faults.permanent(
            new CompletionException(
                new AuthenticationException(
                    NODE, "Provided username annals and/or password are incorrect")),
            SETTINGS);
    assertThat(fault)
        .hasMessage(
            "Cassandra at db1:9042 refuses username annals: check cassandra.username and cassandra.password");
    assertThat(SETTINGS.toString()).doesNotContain("secret");
  }

  @Test
  void a_missing_keyspace_comes_with_the_statement_that_creates_it() {
    assertThat(Faults.permanent(new InvalidKeyspaceException("Invalid keyspace"), SETTINGS))
        .hasMessageContaining("keyspace annals does not exist at db1:9042")
        .hasMessageContaining("CREATE KEYSPACE annals WITH replication");
  }

  @Test
  void a_driver_whose_files_are_gone_is_no_outage() {
    assertThat(
            Faults.permanent(
                new ConfigException.BugOrBroken("Cannot load config from URL: reference.conf"),
                SETTINGS))
        .hasMessageContaining("the driver cannot be loaded")
        .hasMessageContaining("restart the worker")
        .hasMessageContaining("reference.conf");
    assertThat(Faults.permanent(new NoClassDefFoundError("com/datastax/oss/Some"), SETTINGS))
        .hasMessageContaining("com/datastax/oss/Some");
  }

  @Test
  void a_table_that_one_node_does_not_know_may_be_known_to_others() {
    InvalidQueryException unknown =
        new InvalidQueryException(COORDINATOR, "table store does not exist");
    assertThat(Faults.isUnknownTable(new CompletionException(unknown))).isTrue();
    assertThat(
            Faults.isUnknownTable(
                new InvalidQueryException(COORDINATOR, "keyspace annals does not exist")))
        .isTrue();
    assertThat(
            Faults.isUnknownTable(
                new InvalidQueryException(COORDINATOR, "Undefined column name head")))
        .isFalse();
    assertThat(Faults.permanent(unknown, SETTINGS)).as("when it stays so").isNotNull();
  }
}
