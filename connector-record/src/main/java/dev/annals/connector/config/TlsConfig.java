package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.store.cql.TlsSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** How connections to Cassandra are encrypted. */
final class TlsConfig {
  static final String ENABLED = "cassandra.tls.enabled";
  static final String TRUSTSTORE_PATH = "cassandra.tls.truststore.path";
  static final String TRUSTSTORE_PASSWORD = "cassandra.tls.truststore.password";
  static final String KEYSTORE_PATH = "cassandra.tls.keystore.path";
  static final String KEYSTORE_PASSWORD = "cassandra.tls.keystore.password";
  static final String HOSTNAME_VERIFICATION = "cassandra.tls.hostname.verification";

  private static final Validator PATH = Checks.text("a path on the worker", TlsConfig::path);

  /** Files are needed only where connections are encrypted at all. */
  private static final ShownWhen ENCRYPTED = new ShownWhen(ENABLED, true);

  private TlsConfig() {}

  static void define(ConfigDef definitions) {
    new SettingGroup(definitions, "Cassandra TLS")
        .add(
            ENABLED,
            Takes.of(ConfigDef.Type.BOOLEAN, false, null),
            new Shown(
                "Encrypt connections",
                Width.SHORT,
                Importance.MEDIUM,
                "Whether connections to Cassandra are encrypted. Off by default, as in Cassandra."),
            TRUSTSTORE_PATH,
            TRUSTSTORE_PASSWORD,
            KEYSTORE_PATH,
            KEYSTORE_PASSWORD,
            HOSTNAME_VERIFICATION)
        .add(
            TRUSTSTORE_PATH,
            Takes.of(ConfigDef.Type.STRING, null, PATH).when(ENCRYPTED),
            new Shown(
                "Trust store",
                Width.LONG,
                Importance.MEDIUM,
                "A file on every worker, JKS or PKCS12, with the certificates to trust. Without it"
                    + " the authorities are trusted that the worker's Java trusts."))
        .add(
            TRUSTSTORE_PASSWORD,
            Takes.of(ConfigDef.Type.PASSWORD, null, null).when(ENCRYPTED),
            new Shown(
                "Trust store password",
                Width.MEDIUM,
                Importance.MEDIUM,
                "The password of <code>cassandra.tls.truststore.path</code>, from a config"
                    + " provider."))
        .add(
            KEYSTORE_PATH,
            Takes.of(ConfigDef.Type.STRING, null, PATH).when(ENCRYPTED),
            new Shown(
                "Key store",
                Width.LONG,
                Importance.LOW,
                "A file on every worker, JKS or PKCS12, with the key that the connector proves itself"
                    + " with; for a Cassandra with <code>require_client_auth</code>. One password"
                    + " for the file and the key."))
        .add(
            KEYSTORE_PASSWORD,
            Takes.of(ConfigDef.Type.PASSWORD, null, null).when(ENCRYPTED),
            new Shown(
                "Key store password",
                Width.MEDIUM,
                Importance.LOW,
                "The password of <code>cassandra.tls.keystore.path</code>, from a config provider."))
        .add(
            HOSTNAME_VERIFICATION,
            Takes.of(ConfigDef.Type.BOOLEAN, true, null).when(ENCRYPTED),
            new Shown(
                "Verify host names",
                Width.SHORT,
                Importance.LOW,
                "Whether a node's certificate must name the address it is reached at. On by default:"
                    + " else any certificate of a trusted authority could answer for any node."));
  }

  static @Nullable TlsSettings parse(AbstractConfig config) {
    if (!config.getBoolean(ENABLED)) {
      return null;
    }
    return new TlsSettings(
        store(config, TRUSTSTORE_PATH, TRUSTSTORE_PASSWORD),
        store(config, KEYSTORE_PATH, KEYSTORE_PASSWORD),
        config.getBoolean(HOSTNAME_VERIFICATION));
  }

  /** A trust store may have no password; an empty one says so. */
  private static TlsSettings.@Nullable Store store(
      AbstractConfig config, String pathKey, String passwordKey) {
    String path = config.getString(pathKey);
    if (path == null || path.isEmpty()) {
      return null;
    }
    Password password = config.getPassword(passwordKey);
    return new TlsSettings.Store(path(path), password == null ? "" : password.value());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException noPath) {
      throw new IllegalArgumentException("'" + text + "' is not a path: " + noPath.getReason());
    }
  }

  static void validate(ConfigFindings findings) {
    requirePath(findings, TRUSTSTORE_PASSWORD, TRUSTSTORE_PATH);
    requirePath(findings, KEYSTORE_PASSWORD, KEYSTORE_PATH);
    if (findings.isSet(KEYSTORE_PATH) && !findings.isSet(KEYSTORE_PASSWORD)) {
      findings.error(KEYSTORE_PASSWORD, KEYSTORE_PATH + " is set, but its password is not: set it");
    }
    boolean files = findings.isSet(TRUSTSTORE_PATH) || findings.isSet(KEYSTORE_PATH);
    if (files && !findings.isTrue(ENABLED)) {
      // On the setting that is always shown: forms hide the others.
      findings.error(
          ENABLED,
          "a trust or key store is set, but connections are not encrypted: set "
              + ENABLED
              + "=true or take the stores out");
    }
  }

  private static void requirePath(ConfigFindings findings, String password, String path) {
    if (findings.isSet(password) && !findings.isSet(path)) {
      findings.error(path, password + " is set, but " + path + " is not: set both or neither");
    }
  }
}
