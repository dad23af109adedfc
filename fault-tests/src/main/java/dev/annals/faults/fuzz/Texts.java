package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records whose ids, types and headers are of characters that one does not expect there. */
final class Texts {
  /** The text of a header without a value. */
  static final String ABSENT = "(absent)";

  /** Cassandra's partition key of 65,535 bytes, without what bucket and lengths take. */
  private static final int LONGEST_STREAM = 65_535 - 64;

  /** In characters, source and id together. */
  private static final int LONGEST_IDENTITY = 4_096;

  /** In config-examples. */
  private static final int ENTITY_TYPE = "order".length();

  private static final List<String> CQL =
      List.of(
          "'; DROP TABLE events; --",
          "\"; TRUNCATE refused; /*",
          "x') USING TTL 1; --",
          "' OR '1'='1",
          "$$ ; DROP KEYSPACE annals; $$",
          "?",
          ":entity_id",
          "${entityType}",
          "%s%n%x",
          "{}",
          "${jndi:ldap://127.0.0.1/x}",
          "../../etc/passwd",
          "a/b@c-d:e",
          "<script>");

  private static final byte[][] NO_UTF8 = {
    {(byte) 0xc3, 0x28}, {(byte) 0xff}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xc0, 0}
  };

  private Texts() {}

  static String of(@Nullable FuzzedHeader header) {
    return header == null || header.value() == null ? ABSENT : new String(header.value(), UTF_8);
  }

  static void controlCharacters(Draft draft) {
    GoodRecords.event(draft).known(Outcome.ACCEPTED);
    strange(draft, control(draft) + draft.number() + control(draft));
  }

  private static String control(Draft draft) {
    int length = 1 + draft.random().nextInt(4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      char one = draft.any('\u007f', '\u200b', '\u2028', '\u202e', '\ufeff', '\uffff');
      text.append(
          switch (draft.random().nextInt(6)) {
            case 0 -> one;
            case 1, 2 -> (char) (0x80 + draft.random().nextInt(0x20));
            default -> (char) draft.random().nextInt(0x20);
          });
    }
    return text.toString();
  }

  static void injection(Draft draft) {
    GoodRecords.event(draft).known(Outcome.ACCEPTED);
    strange(draft, CQL.get(draft.random().nextInt(CQL.size())) + draft.number());
  }

  /** In each of these places any text is good. */
  private static void strange(Draft draft, String text) {
    switch (draft.random().nextInt(6)) {
      case 0 -> draft.key(text);
      case 1 -> draft.only("ce_id", text);
      case 2 -> draft.only(Draft.TYPE, text);
      case 3 -> draft.only("ce_source", text);
      case 4 -> draft.header("ce_entitytype", fewTopics(draft, text));
      default -> draft.header("ce_" + text, text).header(text, text);
    }
  }

  /**
   * Without the number of the record: topics are called by it. Of two topics whose names differ in
   * dots and underlines only Kafka creates but one.
   */
  private static String fewTopics(Draft draft, String text) {
    String few = text.replace(Long.toString(draft.number()), "");
    return draft.random().nextInt(3) > 0
        ? few
        : draft.any("€", "a.b", "A.B", "a-b", "é".repeat(300), "x".repeat(30_000));
  }

  static void badUtf8(Draft draft) {
    GoodRecords.event(draft).known(Outcome.UNDECODABLE);
    byte[] bad = draft.any(NO_UTF8);
    switch (draft.random().nextInt(7)) {
      case 0 -> draft.key(bad);
      case 1 -> {
        String name =
            draft.any(
                "ce_id", Draft.TYPE, "ce_source", "ce_subject", "ce_\u0007", Draft.CONTENT_TYPE);
        draft.without(name).header(name, bad);
      }
      case 2 -> draft.header(Draft.CONTENT_TYPE, Draft.STRUCTURED).value(bad);
      case 3 -> half(draft, GoodRecords.json("\\ud800", "t", ""));
      case 4 -> half(draft, GoodRecords.json("i" + draft.number(), "t", ",\"\\udc00\":\"v\""));
      case 5 -> half(draft, GoodRecords.json("i" + draft.number(), "t", ",\"x\":\"\\ud83d\""));
      default -> draft.value(bad).header("trace", bad).known(Outcome.ACCEPTED);
    }
  }

  private static void half(Draft draft, String json) {
    draft.header(Draft.CONTENT_TYPE, Draft.STRUCTURED).value(json);
  }

  /** Up to the last byte, and one more; of characters of one to three bytes. */
  static void longId(Draft draft) {
    GoodRecords.event(draft);
    int room = LONGEST_STREAM - ENTITY_TYPE;
    String id = Long.toString(draft.number());
    String letter = draft.any("x", "é", "€", "\u0000");
    int bytes = letter.getBytes(UTF_8).length;
    String padded = id + letter.repeat((room - id.length()) / bytes);
    padded += "x".repeat(room - padded.getBytes(UTF_8).length);
    switch (draft.random().nextInt(4)) {
      case 0 -> draft.key(padded).known(Outcome.ACCEPTED);
      case 1 -> draft.key(padded + "x").known(Outcome.UNDECODABLE);
      case 2 -> draft.only("ce_id", padded).known(Outcome.UNDECODABLE);
      default -> {
        String rest = "x".repeat(LONGEST_IDENTITY - "/fuzz ".length() - id.length());
        draft.only("ce_id", id + rest).known(Outcome.ACCEPTED);
      }
    }
  }
}
