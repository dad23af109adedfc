package dev.annals.store.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.internal.core.time.ServerSideTimestampGenerator;
import dev.annals.model.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The driver's settings: all of them in code, so that none is picked up from the class path. */
final class SessionSettings {
  /** The execution profile of transactions. */
  static final String CONDITIONAL = "conditional";

  /** More than the largest page asked for, so that a limit in CQL decides what a page is. */
  private static final int PAGE_ROWS = 2_000;

  private SessionSettings() {}

  static CqlSessionBuilder session(ClusterSettings settings) {
    CqlSessionBuilder builder =
        CqlSession.builder()
            .withClassLoader(SessionSettings.class.getClassLoader())
            .withConfigLoader(config(settings))
            .withApplicationName(settings.clientName())
            .withLocalDatacenter(settings.localDatacenter())
            .withLocalDatacenter(CONDITIONAL, settings.localDatacenter())
            .addContactPoints(settings.contactPoints())
            .withKeyspace(settings.keyspace());
    Credentials credentials = settings.credentials();
    if (credentials != null) {
      builder.withAuthCredentials(credentials.username(), credentials.password());
    }
    TlsSettings tls = settings.tls();
    if (tls != null) {
      builder.withSslEngineFactory(
          new ProgrammaticSslEngineFactory(sslContext(tls), null, tls.verifyHostname()));
    }
    return builder;
  }

  private static DriverConfigLoader config(ClusterSettings settings) {
    return DriverConfigLoader.programmaticBuilder(SessionSettings.class.getClassLoader())
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, settings.consistency().commit().name())
        .withString(
            DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, settings.consistency().serial().name())
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.requestTimeout())
        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, PAGE_ROWS)
        .withInt(DefaultDriverOption.CONNECTION_MAX_REQUESTS, 2_048)
        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
        // Replicas of a keyspace are known by its metadata; those of other keyspaces are not
        // needed.
        .withStringList(
            DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES, List.of(settings.keyspace()))
        // Whoever creates a table waits so long for more changes to read together: by default a
        // second for each table of a new store.
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(100))
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, Duration.ofSeconds(10))
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(10))
        // Progress is written by one task after another: by the clocks of Cassandra's nodes, not of
        // workers,
        // or a worker whose clock is ahead would hide what its successor writes.
        .withClass(
            DefaultDriverOption.TIMESTAMP_GENERATOR_CLASS, ServerSideTimestampGenerator.class)
        // A worker has a session for each task; that many are no leak.
        .withInt(DefaultDriverOption.SESSION_LEAK_THRESHOLD, 0)
        .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
        .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
        // A worker's exit must not wait for threads of a plugin.
        .withBoolean(DefaultDriverOption.NETTY_DAEMON, true)
        .startProfile(CONDITIONAL)
        .withClass(DefaultDriverOption.LOAD_BALANCING_POLICY_CLASS, ReplicasInRingOrder.class)
        .endProfile()
        .build();
  }

  private static SSLContext sslContext(TlsSettings tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(tls.keystore()), trust(tls.truststore()), null);
      return context;
    } catch (IOException | GeneralSecurityException fault) {
      throw new StoreException(
          "the key or trust store for Cassandra cannot be used (%s): check cassandra.tls.*: %s"
              .formatted(tls, fault.getMessage()),
          fault);
    }
  }

  private static KeyManager @Nullable [] keys(TlsSettings.@Nullable Store store)
      throws IOException, GeneralSecurityException {
    if (store == null) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(load(store), store.password().toCharArray());
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(TlsSettings.@Nullable Store store)
      throws IOException, GeneralSecurityException {
    if (store == null) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(load(store));
    return factory.getTrustManagers();
  }

  private static KeyStore load(TlsSettings.Store store)
      throws IOException, GeneralSecurityException {
    // Reads JKS as well as PKCS12, since JDK 9.
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(store.file())) {
      keys.load(in, store.password().toCharArray());
    }
    return keys;
  }
}
