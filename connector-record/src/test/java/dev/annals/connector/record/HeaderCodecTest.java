package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderCodecTest {
  @Test
  void the_layout_is_for_ever() {
    Headers headers = new ConnectHeaders();
    headers.add("a", new byte[] {0, -1}, null);
    headers.add("ä", null, null);

    assertThat(HeaderCodec.encode(headers, 258L))
        .isEqualTo(
            Bytes.of(HexFormat.of().parseHex("01010000000000000102020161030" + "0ff02c3a400")));
    assertThat(HeaderCodec.encode(new ConnectHeaders(), null))
        .isEqualTo(Bytes.of((byte) 1, (byte) 0, (byte) 0));
  }

  @Test
  void any_headers_come_back_in_their_order_to_the_byte() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      Headers headers = new ConnectHeaders();
      for (int left = random.nextInt(12); left > 0; left--) {
        headers.add(name(random), value(random), null);
      }
      Long timestamp = random.nextInt(4) == 0 ? null : Long.valueOf(random.nextLong());

      HeaderCodec.Envelope back = HeaderCodec.decode(HeaderCodec.encode(headers, timestamp));

      assertThat(back.timestamp()).isEqualTo(timestamp);
      assertThat(texts(back.headers())).isEqualTo(texts(headers));
    }
  }

  @Test
  void the_id_of_a_key_s_schema_goes_with_them() {
    Headers headers = new ConnectHeaders();
    headers.add("a", new byte[] {0}, null);

    Bytes packed = HeaderCodec.encode(headers, 258L, "ä1");

    assertThat(packed)
        .isEqualTo(Bytes.of(HexFormat.of().parseHex("020103c3a43100000000000001020101610200")));
    HeaderCodec.Envelope back = HeaderCodec.decode(packed);
    assertThat(back.keySchema()).isEqualTo("ä1");
    assertThat(back.timestamp()).isEqualTo(258L);
    assertThat(texts(back.headers())).isEqualTo(texts(headers));
    assertThat(HeaderCodec.decode(HeaderCodec.encode(headers, 258L)).keySchema()).isNull();
  }

  private static String name(Random random) {
    String[] names = {"a", "a", "ce_id", "", "ä€𝄞", "x".repeat(300)};
    return names[random.nextInt(names.length)];
  }

  private static byte @Nullable [] value(Random random) {
    int[] lengths = {0, 1, 126, 127, 128, 16_383, 16_384};
    byte[] value = new byte[lengths[random.nextInt(lengths.length)]];
    random.nextBytes(value);
    return random.nextInt(5) == 0 ? null : value;
  }

  private static List<String> texts(Headers headers) {
    List<String> texts = new ArrayList<>();
    for (Header header : headers) {
      texts.add(header.key() + "=" + Arrays.toString((byte[]) header.value()));
    }
    return texts;
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("text, \"as it is\"", "text, \"as it is\""),
        Arguments.of(ByteBuffer.wrap("bytes".getBytes(UTF_8)), "bytes"),
        Arguments.of((byte) 7, "7"),
        Arguments.of(true, "true"),
        Arguments.of(1.5, "1.5"),
        Arguments.of(new BigDecimal("1.50"), "1.50"),
        Arguments.of(List.of(1, 2), "[1,2]"),
        Arguments.of(Map.of("a", "b"), "{\"a\":\"b\"}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void what_a_converter_made_of_text_goes_back_to_text(Object value, String text) {
    Headers headers = new ConnectHeaders();
    headers.add("a", new SchemaAndValue(Values.inferSchema(value), value));

    Headers back = HeaderCodec.decode(HeaderCodec.encode(headers, null)).headers();

    assertThat(new String((byte[]) back.lastWithName("a").value(), UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "true", "1.5", "2026-01-31", "2026-01-31T23:59:59.999Z", "[1,2]", "text"})
  void text_that_the_default_converter_parsed_is_the_same_text_again(String text)
      throws IOException {
    try (SimpleHeaderConverter converter = new SimpleHeaderConverter()) {
      Headers headers = new ConnectHeaders();
      headers.add("a", converter.toConnectHeader("t", "a", text.getBytes(UTF_8)));

      Headers back = HeaderCodec.decode(HeaderCodec.encode(headers, null)).headers();

      assertThat(new String((byte[]) back.lastWithName("a").value(), UTF_8)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "01", "0101", "010001", "01000105", "0100010161ff", "0100ffffffffffff"})
  void what_was_not_packed_here_is_refused(String hex) {
    assertThatThrownBy(() -> HeaderCodec.decode(Bytes.of(HexFormat.of().parseHex(hex))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_layout_of_the_future_is_named() {
    assertThatThrownBy(() -> HeaderCodec.decode(Bytes.of((byte) 3, (byte) 0, (byte) 0)))
        .hasMessage("headers packed in layout 3: only 1 and 2 are known here");
  }
}
