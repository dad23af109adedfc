package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BytesTest {

  @Test
  void equal_by_content() {
    assertThat(Bytes.of((byte) 1, (byte) 2)).isEqualTo(Bytes.of((byte) 1, (byte) 2));
    assertThat(Bytes.of((byte) 1)).isNotEqualTo(Bytes.of());
  }

  @Test
  void copies_what_remains_in_a_buffer_and_leaves_its_position() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

    assertThat(Bytes.copyOf(buffer)).isEqualTo(Bytes.of((byte) 2, (byte) 3));
    assertThat(buffer.remaining()).isEqualTo(2);
  }

  @Test
  void hands_out_nothing_that_could_change_it() {
    Bytes bytes = Bytes.of((byte) 1);
    bytes.toArray()[0] = 9;

    assertThat(bytes).isEqualTo(Bytes.of((byte) 1));
    assertThat(bytes.toBuffer().isReadOnly()).isTrue();
  }

  @Test
  void shows_little_of_itself() {
    assertThat(Bytes.of(new byte[100])).hasToString("100 bytes 0000000000000000…");
  }
}
