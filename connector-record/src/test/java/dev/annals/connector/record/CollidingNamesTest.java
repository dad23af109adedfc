package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Jackson remembers the names of fields in a table that all documents share. Names that anybody can
 * choose fall into one place of it; then JSON that is whole was refused, or a task failed with
 * "Internal error on SymbolTable.rehash()".
 */
class CollidingNamesTest {
  private static final int BLOCKS = 10;

  @Test
  void names_that_fall_into_one_place_are_read_as_any() throws NotDecodable {
    for (int document = 0; document < 200; document++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 97 + document; i++) {
        names.add("n" + document + "x" + i);
      }
      if (document % 3 == 0) {
        names.addAll(colliding("Aa", "BB"));
      } else if (document % 3 == 1) {
        names.addAll(colliding("Ab", "BA"));
      }

      assertThat(CloudEventJson.object(json(names))).hasSize(names.size());
    }
  }

  private static List<String> colliding(String one, String other) {
    List<String> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << BLOCKS; bits++) {
      StringBuilder name = new StringBuilder();
      for (int block = 0; block < BLOCKS; block++) {
        name.append((bits >> block & 1) == 0 ? one : other);
      }
      all.add(name.toString());
    }
    return all;
  }

  private static Bytes json(List<String> names) {
    return Bytes.of(
        names.stream()
            .map(name -> "\"" + name + "\":1")
            .collect(Collectors.joining(",", "{", "}"))
            .getBytes(UTF_8));
  }
}
