package dev.annals.testkit.servers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 for servers. Free ones come from below the range from which systems take the
 * ports of outgoing connections (32768 and up on Linux, 49152 elsewhere), so that no connection of
 * a client takes a server's port while the server restarts.
 *
 * <p>A server binds its port seconds after the port was chosen, and leaves it while it is stopped;
 * another process of the tests must not choose it then. So a chosen port is marked as taken for as
 * long as this process lives: its UDP port of the same number, which no server here uses, is held.
 */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1_000;
  private static final Map<Integer, DatagramSocket> TAKEN = new ConcurrentHashMap<>();

  private Ports() {}

  /** The given port, or a free one for 0. */
  static int given(int port) {
    return port == 0 ? free() : port;
  }

  /** A port that nothing listens on now, and that no process of the tests was given. */
  static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && take(port)) {
        return port;
      }
    }
    throw new ServerFailure(
        "No free port between "
            + LOWEST
            + " and "
            + HIGHEST
            + " on 127.0.0.1. End what uses them.");
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the port is now taken by this process, and was by none before. */
  static boolean take(int port) {
    try {
      TAKEN.put(port, new DatagramSocket(address(port)));
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
