package dev.annals.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CqlAnswerTest {
  @Test
  void a_payload_that_is_text_is_shown_as_text() {
    assertThat(CqlAnswer.text(ByteBuffer.wrap("{\"für\":1}".getBytes(UTF_8))))
        .isEqualTo("{\"für\":1}");
  }

  @Test
  void other_bytes_are_shown_in_hexadecimal() {
    assertThat(CqlAnswer.text(ByteBuffer.wrap(new byte[] {0, (byte) 0xff, 16})))
        .isEqualTo("0x00ff10");
  }

  @Test
  void an_absent_value_is_empty() {
    assertThat(CqlAnswer.text(null)).isEmpty();
  }
}
