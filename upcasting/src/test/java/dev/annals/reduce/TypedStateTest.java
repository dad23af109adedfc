package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.upcast.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedStateTest {
  record Line(String article, BigDecimal price) {}

  record Order(
      @Nullable String customer,
      int lines,
      @Nullable List<Line> positions,
      @Nullable Map<String, Integer> byPerson) {
    Order {
      if (lines > 99) {
        throw new IllegalArgumentException("secret");
      }
    }
  }

  @Test
  void it_takes_what_it_names_and_leaves_out_the_rest() throws Exception {
    TypedState<Order> order = typed("{\"lines\":1,\"customer\":\"c\",\"more\":{\"a\":[1]}}");

    assertThat(order.stream()).isEqualTo(Events.ORDER);
    assertThat(order.version()).isEqualTo(42);
    assertThat(order.state()).isEqualTo(new Order("c", 1, null, null));
  }

  @Test
  void before_the_first_event_its_fields_are_absent() throws Exception {
    assertThat(typed("{}").state()).isEqualTo(new Order(null, 0, null, null));
    assertThat(typed("null").state()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'lines':1.5}                             | its field lines is no int",
        "{'lines':'12'}                            | its field lines is no int",
        "{'lines':99999999999}                     | its field lines gives ",
        "{'positions':[{},{'price':'secret'}]}     | its field positions[1].price is no BigDecimal",
        "{'positions':{'secret':1}}                | its field positions is no ArrayList",
        "{'byPerson':{'secret':'secret'}}          | its field byPerson[…] is no Integer",
        "{'lines':100}                             | it gives java.lang.IllegalArgumentException",
        "[]                                        | it is no Order",
      })
  void what_does_not_fit_is_named_with_stream_version_and_field_and_not_quoted(
      String state, String message) {
    assertThatThrownBy(() -> typed(state.replace('\'', '"')))
        .isInstanceOf(ReduceException.class)
        .hasMessageStartingWith("the state order/17@42 is no Order: " + message.strip())
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("99999");
  }

  private static TypedState<Order> typed(String state) throws Exception {
    return TypedState.of(new State(Events.ORDER, 42, Json.read(state)), Order.class);
  }
}
