package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

  @ParameterizedTest
  @CsvSource({
    "orders,      0, k3Jx,  orders-0@k3Jx",
    "orders-1,    2, a-b,   orders-1-2@a-b",
    "a@b-7@c,    11, -1,    a@b-7@c-11@-1",
    "-,           0, -,     --0@-",
    "'ü %',       2147483647, ' ', 'ü %-2147483647@ '",
  })
  void its_text_is_read_back(String name, int partition, String incarnation, String text) {
    Source source = new Source(name, partition, incarnation);

    assertThat(source.text()).isEqualTo(text);
    assertThat(Source.parse(text)).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "orders-0",
        "orders@i",
        "-0@i",
        "orders-@i",
        "orders-x@i",
        "orders-0@",
        "orders-99999999999@i",
        "orders@0-i"
      })
  void other_texts_are_refused(String text) {
    assertThatThrownBy(() -> Source.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void its_parts_are_checked() {
    assertThatThrownBy(() -> new Source("", 0, "i")).hasMessageContaining("no name");
    assertThatThrownBy(() -> new Source("orders", -1, "i")).hasMessageContaining("negative");
    assertThatThrownBy(() -> new Source("orders", 0, "")).hasMessageContaining("incarnation");
    assertThatThrownBy(() -> new Source("orders", 0, "a@b")).hasMessageContaining("incarnation");
  }

  @Test
  void a_position_is_not_negative() {
    Source source = new Source("orders", 0, "i");

    assertThatThrownBy(() -> new SourcePosition(source, -1)).hasMessageContaining("orders-0@i");
    assertThat(new SourcePosition(source, 5)).hasToString("orders-0@i:5");
  }
}
