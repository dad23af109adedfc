package dev.annals.connector.config;

import java.net.InetSocketAddress;

/** Reads the address of a node. */
final class ContactPoint {
  private static final int DEFAULT_PORT = 9042;

  private ContactPoint() {}

  /**
   * {@code host}, {@code host:port}, {@code ::1} or {@code [::1]:port}, not resolved: a name may be
   * unknown now and known when it is used. Else {@link IllegalArgumentException}.
   */
  static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean bareIpv6 = colon != text.indexOf(':') && !text.contains("]");
    boolean withoutPort = colon < text.indexOf(']') || colon < 0 || bareIpv6;
    String host = withoutPort ? text : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.isBlank() || host.contains("/") || host.contains(" ")) {
      throw new IllegalArgumentException("'" + text + "' is not host or host:port");
    }
    int port = withoutPort ? DEFAULT_PORT : port(text, text.substring(colon + 1));
    return InetSocketAddress.createUnresolved(host, port);
  }

  private static int port(String text, String port) {
    try {
      int number = Integer.parseInt(port);
      if (number >= 1 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // falls through to the same sentence
    }
    throw new IllegalArgumentException(
        "'" + text + "' has no port from 1 to 65535 after its colon");
  }
}
