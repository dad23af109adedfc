package dev.annals.store.cql;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, and who has to prove who he is.
 *
 * @param truststore whom to trust; absent: whom the JVM trusts
 * @param keystore the client's own certificate, where the servers ask for one
 * @param verifyHostname whether a server's certificate must name its host
 */
public record TlsSettings(
    @Nullable Store truststore, @Nullable Store keystore, boolean verifyHostname) {
  /**
   * A file of keys or certificates, JKS or PKCS12.
   *
   * @param file where
   * @param password in clear; not shown by {@link #toString()}
   */
  public record Store(Path file, String password) {
    @Override
    public String toString() {
      return file + ":[hidden]";
    }
  }
}
