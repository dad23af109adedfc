package dev.annals.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.model.Bytes;
import dev.annals.model.RecordedEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the data is: what an expression only hands on comes out as it went in. */
class RandomDocumentsTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Each hands on all of the data, on ways of its own. */
  private static final UpcastChain CHAIN =
      Stored.chain(
          """
          [{"type": "a", "from": 1, "data": "$"},
           {"type": "a", "from": 2, "data": "{'kept': $}"},
           {"type": "a", "from": 3, "data": "kept"},
           {"type": "a", "from": 4, "split": "{'data': $, 'type': 'a'}"},
           {"type": "a", "from": 5, "data": "($f := function($x){$x}; $f($))"}]
          """);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_is_handed_on_comes_out_as_it_went_in(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      ObjectNode data = object(random, 4);
      String text = new String(Json.write(data).toArray(), UTF_8);

      Upcast upcast = CHAIN.upcast(Stored.event("a", 1, text));

      assertThat(upcast).as("seed %d, document %d", seed, i).isInstanceOf(Upcast.Into.class);
      RecordedEvent shown = ((Upcast.Into) upcast).events().get(0);
      assertThat(shown.event().payload())
          .as("seed %d, document %d: %s", seed, i, text)
          .isEqualTo(Bytes.of(text.getBytes(UTF_8)));
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(5); i >= 0; i--) {
      object.set(text(random), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.textNode(text(random));
      case 3 -> NODES.numberNode(random.nextLong() >> random.nextInt(64));
      case 4 -> NODES.numberNode(new BigInteger(random.nextInt(200), random));
      case 5 ->
          NODES.numberNode(
              new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(40)));
      case 6 -> object(random, depth);
      default -> array(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  /** Also empty, with what JSON escapes, and with names that JSONata has a meaning for. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "$" : "");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(
          random.nextInt(20) == 0 ? 0x1f600 + random.nextInt(50) : random.nextInt(0x250));
    }
    return text.toString();
  }
}
