package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Excerpt;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/** UTF-8 that never replaces a character: two ids that differ must not become one. */
final class StrictUtf8 {
  private StrictUtf8() {}

  /**
   * The text these bytes are.
   *
   * @param what names them in the message, which shows its beginning: {@code header ce_id}
   */
  static String decode(byte[] bytes, String what) throws NotDecodable {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw new NotDecodable(Excerpt.of(what) + " is not text in UTF-8: write it in UTF-8");
    }
  }

  /** The bytes of a text, which must not have half a surrogate pair. */
  static byte[] encode(String text, String what) throws NotDecodable {
    try {
      ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException malformed) {
      throw new NotDecodable(
          Excerpt.of(what)
              + " has half a surrogate pair, which no UTF-8 can hold: mend it where it is made");
    }
  }
}
