package dev.annals.testkit.servers;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Logs in to a Cassandra with the first messages of its native protocol, version 4 (STARTUP,
 * AUTHENTICATE, AUTH_RESPONSE, AUTH_SUCCESS; see native_protocol_v4.spec). An open port does not
 * tell that much: the superuser appears some time after it.
 */
final class CqlLogin {
  private static final int PROTOCOL_VERSION = 4;
  private static final int STARTUP = 0x01;
  private static final int AUTHENTICATE = 0x03;
  private static final int AUTH_RESPONSE = 0x0F;
  private static final int AUTH_SUCCESS = 0x10;
  private static final int TIMEOUT_MS = 2_000;

  private CqlLogin() {}

  /** Whether Cassandra takes connections; a login may need nodes that are away. */
  static boolean isAskedFor(CassandraAddress address) {
    try (Socket socket = open(address)) {
      return answer(socket, STARTUP, startup()) == AUTHENTICATE;
    } catch (IOException e) {
      return false;
    }
  }

  static boolean succeeds(CassandraAddress address) {
    try (Socket socket = open(address)) {
      return answer(socket, STARTUP, startup()) == AUTHENTICATE
          && answer(socket, AUTH_RESPONSE, credentials(address)) == AUTH_SUCCESS;
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket open(CassandraAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MS);
    socket.connect(address.socketAddress(), TIMEOUT_MS);
    return socket;
  }

  /**
   * Sends one frame (version, flags, stream, opcode, length, body) and returns the answer's opcode.
   */
  private static int answer(Socket socket, int opcode, byte[] body) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    DataInputStream in = new DataInputStream(socket.getInputStream());
    out.writeByte(PROTOCOL_VERSION);
    out.writeByte(0);
    out.writeShort(0);
    out.writeByte(opcode);
    out.writeInt(body.length);
    out.write(body);
    out.flush();
    in.skipNBytes(4);
    int answered = in.readUnsignedByte();
    in.skipNBytes(in.readInt());
    return answered;
  }

  /** A string map of one entry. */
  private static byte[] startup() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeShort(1);
    body.writeUTF("CQL_VERSION");
    body.writeUTF("3.0.0");
    return bytes.toByteArray();
  }

  /** A SASL PLAIN token, behind its length. */
  private static byte[] credentials(CassandraAddress address) throws IOException {
    String plain = "\0" + address.username() + "\0" + address.password();
    byte[] token = plain.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeInt(token.length);
    body.write(token);
    return bytes.toByteArray();
  }
}
