package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
  /** RFC 7396, appendix A: all of its examples, in its order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":\"b\"}         | {\"a\":\"c\"}                  | {\"a\":\"c\"}",
        "{\"a\":\"b\"}         | {\"b\":\"c\"}                  | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}         | {\"a\":null}                   | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null}               | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]}       | {\"a\":\"c\"}                  | {\"a\":\"c\"}",
        "{\"a\":\"c\"}         | {\"a\":[\"b\"]}                | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]}                  | {\"a\":[1]}",
        "[\"a\",\"b\"]         | [\"c\",\"d\"]                  | [\"c\",\"d\"]",
        "{\"a\":\"b\"}         | [\"c\"]                        | [\"c\"]",
        "{\"a\":\"foo\"}       | null                           | null",
        "{\"a\":\"foo\"}       | \"bar\"                        | \"bar\"",
        "{\"e\":null}          | {\"a\":1}                      | {\"e\":null,\"a\":1}",
        "[1,2]                 | {\"a\":\"b\",\"c\":null}       | {\"a\":\"b\"}",
        "{}                    | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
      })
  void a_patch_gives_what_the_standard_says(String target, String patch, String result)
      throws Exception {
    JsonNode before = Json.read(target);

    assertThat(MergePatch.merge(before, Json.read(patch))).hasToString(result);
    assertThat(before).as("the target stays").hasToString(target);
  }

  @Test
  void an_object_inside_of_the_target_stays_as_it_was() throws Exception {
    JsonNode before = Json.read("{\"a\":{\"b\":{\"c\":1}}}");

    JsonNode after = MergePatch.merge(before, Json.read("{\"a\":{\"b\":{\"d\":2}}}"));

    assertThat(after).hasToString("{\"a\":{\"b\":{\"c\":1,\"d\":2}}}");
    assertThat(before).hasToString("{\"a\":{\"b\":{\"c\":1}}}");
  }

  @Test
  void events_are_patches_in_their_order_and_keep_every_digit() throws Exception {
    String state =
        Events.folded(
            new MergePatch(),
            UpcastChain.EMPTY,
            "{\"total\": 1.50, \"state\": \"open\"}",
            "{\"lines\": [1, null]}",
            "{\"state\": null, \"id\": 12345678901234567890}");

    assertThat(state).isEqualTo("{\"total\":1.50,\"lines\":[1,null],\"id\":12345678901234567890}");
  }
}
