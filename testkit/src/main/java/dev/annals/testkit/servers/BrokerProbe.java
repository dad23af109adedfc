package dev.annals.testkit.servers;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker for its metadata (the Kafka protocol's request 3 in version 1). A broker answers
 * some time before it takes part in its cluster; until then it names no broker, itself included.
 */
final class BrokerProbe {
  private static final int METADATA = 3;
  private static final int VERSION = 1;
  private static final int TIMEOUT_MS = 2_000;

  private BrokerProbe() {}

  static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.connect(address, TIMEOUT_MS);
      byte[] request = request();
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(request.length);
      out.write(request);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.skipNBytes(8); // length and correlation id
      int brokers = in.readInt();
      return brokers > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Header (key, version, correlation id, client id) and the topics asked for, which are none. */
  private static byte[] request() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(METADATA);
    out.writeShort(VERSION);
    out.writeInt(0);
    out.writeUTF("annals-testkit");
    out.writeInt(0);
    return bytes.toByteArray();
  }
}
