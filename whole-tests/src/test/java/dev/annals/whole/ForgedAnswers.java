package dev.annals.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to Cassandra on which some bytes of its answers become others: a cluster of another
 * version, or of several data centres, cannot be started beside the build's. Claims to speak the
 * protocol up to version 4, whose frames bear no checksum:
 *
 * <pre>
 * version  flags  stream  opcode  length of the body  body
 * 1        1      2       1       4
 * </pre>
 */
final class ForgedAnswers implements AutoCloseable {
  private static final int VERSION = 4;
  private static final int ANSWER = 0x80;
  private static final int PROTOCOL_ERROR = 10;

  private final InetSocketAddress server;
  private final String from;
  private final String to;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger forged = new AtomicInteger();

  /** Answers in which one sequence of bytes stands for another. */
  ForgedAnswers(InetSocketAddress server, byte[] from, byte[] to) {
    this.server = server;
    this.from = new String(from, ISO_8859_1);
    this.to = new String(to, ISO_8859_1);
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    daemon(this::accept);
  }

  String contactPoint() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** How many answers were changed. */
  int count() {
    return forged.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket onward = new Socket(server.getAddress(), server.getPort());
      sockets.add(client);
      sockets.add(onward);
      daemon(() -> ask(client, onward));
      daemon(() -> answer(onward, client));
    }
  }

  private void ask(Socket client, Socket onward) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(onward.getOutputStream());
    while (true) {
      byte[] head = in.readNBytes(9);
      if (head.length < 9) {
        break;
      }
      byte[] body = in.readNBytes(ByteBuffer.wrap(head).getInt(5));
      if (head[0] > VERSION) {
        refuseVersion(client, head);
        break;
      }
      out.write(head);
      out.write(body);
      out.flush();
    }
    close(client);
    close(onward);
  }

  private static void refuseVersion(Socket client, byte[] head) throws IOException {
    byte[] message = "Invalid or unsupported protocol version (5)".getBytes(UTF_8);
    ByteBuffer answer = ByteBuffer.allocate(9 + 4 + 2 + message.length);
    answer.put((byte) (ANSWER | VERSION)).put((byte) 0).put(head[2]).put(head[3]).put((byte) 0);
    answer.putInt(4 + 2 + message.length).putInt(PROTOCOL_ERROR);
    answer.putShort((short) message.length).put(message);
    client.getOutputStream().write(answer.array());
    client.getOutputStream().flush();
  }

  private void answer(Socket onward, Socket client) throws IOException {
    DataInputStream in = new DataInputStream(onward.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    while (true) {
      byte[] head = in.readNBytes(9);
      if (head.length < 9) {
        break;
      }
      String body = new String(in.readNBytes(ByteBuffer.wrap(head).getInt(5)), ISO_8859_1);
      String changed = body.replace(from, to);
      if (!changed.equals(body)) {
        forged.incrementAndGet();
      }
      out.write(head, 0, 5);
      out.writeInt(changed.length());
      out.write(changed.getBytes(ISO_8859_1));
      out.flush();
    }
    close(client);
  }

  private interface Copying {
    void run() throws IOException;
  }

  private static void daemon(Copying task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                // one end has gone: the driver opens another connection
              }
            },
            "forged-answers");
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
    close(listener);
    sockets.forEach(ForgedAnswers::close);
  }
}
