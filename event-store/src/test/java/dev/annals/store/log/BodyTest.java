package dev.annals.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final int COMPRESSION = 1;
  private static final int LENGTH = 6;

  @Test
  void numbers_come_back_at_their_edges() {
    BodyWriter out = new BodyWriter();
    long[] edges = {0, 1, -1, 63, 64, 127, 128, -64, -65, Long.MAX_VALUE, Long.MIN_VALUE};
    for (long edge : edges) {
      out.signed(edge);
      out.unsigned(edge);
    }
    BodyReader in = Body.open(Body.seal(out.content()));
    for (long edge : edges) {
      assertThat(in.signed()).isEqualTo(edge);
      assertThat(in.unsigned()).isEqualTo(edge);
    }
    in.end();
  }

  @Test
  void small_content_is_left_as_it_is_and_large_content_is_compressed() {
    assertThat(Body.seal(ByteBuffer.allocate(100)).get(COMPRESSION)).isZero();
    assertThat(Body.seal(ByteBuffer.allocate(10_000)).limit()).isLessThan(200);
  }

  @Test
  void a_length_that_memory_does_not_hold_is_refused_without_asking_for_it() {
    ByteBuffer plain = Body.seal(ByteBuffer.allocate(100)).putInt(LENGTH, Integer.MAX_VALUE);
    ByteBuffer deflated = Body.seal(ByteBuffer.allocate(10_000)).putInt(LENGTH, Integer.MAX_VALUE);
    assertThatThrownBy(() -> Body.open(plain)).isInstanceOf(UnreadableBody.class);
    assertThatThrownBy(() -> Body.open(deflated)).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void content_that_inflates_to_more_than_it_says_is_refused() {
    ByteBuffer bomb = Body.seal(ByteBuffer.allocate(64 << 20)).putInt(LENGTH, 100);
    assertThatThrownBy(() -> Body.open(bomb))
        .isInstanceOf(UnreadableBody.class)
        .hasMessageContaining("more than the 100 bytes");
  }

  @Test
  void a_count_larger_than_what_is_left_is_refused() {
    BodyWriter out = new BodyWriter();
    out.unsigned(1L << 31);
    BodyReader in = Body.open(Body.seal(out.content()));
    assertThatThrownBy(in::count).isInstanceOf(UnreadableBody.class);
  }

  @Test
  void a_number_without_an_end_is_refused() {
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xFF);
    BodyReader in = new BodyReader(ByteBuffer.wrap(endless));
    assertThatThrownBy(in::unsigned).isInstanceOf(UnreadableBody.class);
  }
}
