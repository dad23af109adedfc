package dev.annals.whole;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to a server that a test can cut and mend: to its clients the server is gone, and back. */
final class CutConnection implements AutoCloseable {
  private final InetSocketAddress server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int port;
  private @Nullable ServerSocket listener;

  /** A way that is cut at first. */
  CutConnection(InetSocketAddress server) {
    this.server = server;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  String contactPoint() {
    return "127.0.0.1:" + port;
  }

  synchronized void mend() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener = opened;
      daemon(() -> accept(opened));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  synchronized void cut() {
    if (listener != null) {
      close(listener);
      listener = null;
    }
    sockets.forEach(CutConnection::close);
    sockets.clear();
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket client = from.accept();
        Socket onward = new Socket(server.getAddress(), server.getPort());
        sockets.add(client);
        sockets.add(onward);
        daemon(() -> copy(client, onward));
        daemon(() -> copy(onward, client));
      }
    } catch (IOException cut) {
      close(from);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // the other direction ends as well
    } finally {
      close(from);
      close(to);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "cut-connection");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyClosed) {
      // nothing to do
    }
  }

  @Override
  public void close() {
    cut();
  }
}
