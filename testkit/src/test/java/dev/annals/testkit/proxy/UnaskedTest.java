package dev.annals.testkit.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.testkit.servers.CassandraAddress;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Requests that are answered, and that Cassandra never gets. */
class UnaskedTest {
  private static final int LIMIT_MS = 10_000;
  private static final int VERSION = 4;
  private static final String CQL = "UPDATE events";
  private static final byte[] ID = {7};

  private final ServerSocket cassandra;

  UnaskedTest() throws IOException {
    this.cassandra = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    cassandra.setSoTimeout(LIMIT_MS);
  }

  @Test
  void an_error_may_be_told_of_what_cassandra_was_never_asked_for() throws IOException {
    try (cassandra;
        CqlProxy proxy = CqlProxy.to(address());
        Socket driver = new Socket()) {
      driver.setSoTimeout(LIMIT_MS);
      driver.connect(proxy.socketAddress(), LIMIT_MS);
      try (Socket node = cassandra.accept()) {
        node.setSoTimeout(LIMIT_MS);
        prepare(driver, node);
        proxy.rule(
            new Rule() {
              @Override
              public Answer unasked(String cql) {
                return cql.equals(CQL) ? Answer.CAS_TIMEOUT : Answer.DELIVERED;
              }
            });
        write(driver, execute(5));
        Frame answer = read(driver);
        proxy.rule(Rule.NONE);
        write(driver, execute(6));

        assertThat(answer.opcode()).isEqualTo(Frame.ERROR);
        assertThat(answer.version()).isEqualTo(0x80 | VERSION);
        assertThat(answer.stream()).isEqualTo(5);
        assertThat(read(node).stream()).as("the first that arrived").isEqualTo(6);
        assertThat(proxy.withheld()).isEqualTo(1);
      }
    }
  }

  private CassandraAddress address() {
    return new CassandraAddress("127.0.0.1", cassandra.getLocalPort(), "datacenter1", "", "");
  }

  private static void prepare(Socket driver, Socket node) throws IOException {
    byte[] text = CQL.getBytes(UTF_8);
    byte[] body = ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
    write(driver, new Frame(VERSION, 0, 1, Frame.PREPARE, body));
    assertThat(read(node).opcode()).isEqualTo(Frame.PREPARE);
    byte[] prepared = ByteBuffer.allocate(7).putInt(4).putShort((short) 1).put(ID).array();
    write(node, new Frame(0x80 | VERSION, 0, 1, Frame.RESULT, prepared));
    assertThat(read(driver).opcode()).isEqualTo(Frame.RESULT);
  }

  private static Frame execute(int stream) {
    return new Frame(
        VERSION,
        0,
        stream,
        Frame.EXECUTE,
        ByteBuffer.allocate(3).putShort((short) 1).put(ID).array());
  }

  private static void write(Socket to, Frame frame) throws IOException {
    to.getOutputStream().write(frame.bytes());
  }

  private static Frame read(Socket from) throws IOException {
    return Frame.read(new DataInputStream(from.getInputStream()));
  }
}
