package dev.annals.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.RecordedEvent;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.UpcastChain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedReducerTest {
  record Line(String article, int count, BigDecimal price) {}

  record Cart(Map<String, Line> lines, BigDecimal total) {
    static final Cart EMPTY = new Cart(Map.of(), BigDecimal.ZERO);

    Cart with(Line line) {
      if (line.count() < 0) {
        throw new IllegalArgumentException("secret " + line);
      }
      Map<String, Line> all = new TreeMap<>(lines);
      all.put(line.article(), line);
      return new Cart(all, total.add(line.price().multiply(BigDecimal.valueOf(line.count()))));
    }
  }

  private static class Carts extends TypedReducer<Cart> {
    Carts() {
      super("carts", Cart.EMPTY);
    }

    @Override
    protected @Nullable Cart next(@Nullable Cart cart, EventDocument event) throws ReduceException {
      Cart before = cart == null ? Cart.EMPTY : cart;
      return switch (event.shape().type()) {
        case "changed" -> before.with(data(event, Line.class));
        case "emptied" -> null;
        default -> before;
      };
    }
  }

  private static final class NewerCarts extends Carts {
    @Override
    public String revision() {
      return "2";
    }
  }

  private final Fold fold = new Fold(new Carts(), UpcastChain.EMPTY);

  @Test
  void its_state_is_a_record_that_comes_back_with_every_digit() throws Exception {
    State state =
        folded(
            Events.event(1, "{\"article\": \"tea\", \"count\": 2, \"price\": 1.10}"),
            Events.event(2, "{\"article\": \"bun\", \"count\": 1, \"price\": 0.90}"));

    assertThat(state.document())
        .hasToString(
            "{\"lines\":{\"bun\":{\"article\":\"bun\",\"count\":1,\"price\":0.90},"
                + "\"tea\":{\"article\":\"tea\",\"count\":2,\"price\":1.10}},\"total\":3.10}");
    Cart cart = Objects.requireNonNull(TypedState.of(state, Cart.class).state());
    assertThat(cart.total()).isEqualTo(new BigDecimal("3.10"));
    assertThat(cart.lines().get("tea")).isEqualTo(new Line("tea", 2, new BigDecimal("1.10")));
    assertThat(fold.resume(fold.snapshot(state, Events.NOW))).isEqualTo(state);
  }

  @Test
  void a_state_that_was_taken_away_is_null_and_can_begin_again() throws Exception {
    State gone = folded(Events.event(1, "emptied", "{}"));

    assertThat(gone.document()).hasToString("null");
    assertThat(TypedState.of(gone, Cart.class).state()).isNull();
    assertThat(TypedState.of(gone, Cart.class).version()).isEqualTo(1);
    State again = fold.next(gone, Events.event(2, "{\"article\":\"tea\",\"count\":1,\"price\":1}"));
    assertThat(TypedState.of(again, Cart.class).state())
        .isEqualTo(Cart.EMPTY.with(new Line("tea", 1, BigDecimal.ONE)));
  }

  @Test
  void its_fingerprint_changes_with_its_class_and_its_revision() {
    TypedReducer<String> ofTexts =
        new TypedReducer<>("carts", "") {
          @Override
          protected String next(@Nullable String state, EventDocument event) {
            return event.shape().type();
          }
        };

    assertThat(
            List.of(
                new Carts().fingerprint(), new NewerCarts().fingerprint(), ofTexts.fingerprint()))
        .doesNotHaveDuplicates();
    assertThat(new Carts().fingerprint()).isEqualTo(new Carts().fingerprint());
  }

  @Test
  void data_that_is_no_record_ends_the_fold_and_names_the_field_but_quotes_nothing() {
    assertThatThrownBy(
            () -> folded(Events.event(1, "{\"article\":\"tea\",\"count\":\"secret\",\"price\":1}")))
        .isInstanceOf(ReduceException.class)
        .hasMessage(
            "reducer carts cannot take order/17@1: its data, of type changed, is no Line: its field"
                + " count is no int");
    assertThatThrownBy(
            () -> folded(Events.event(1, "{\"article\":\"tea\",\"count\":1.5,\"price\":1}")))
        .hasMessageEndingWith("its field count is no int");
    assertThatThrownBy(() -> folded(Events.event(1, "changed", null)))
        .hasMessageEndingWith("its data, of type changed, is absent");
  }

  @Test
  void what_its_code_throws_is_told_by_class_and_place() {
    assertThatThrownBy(
            () -> folded(Events.event(1, "{\"article\":\"tea\",\"count\":-1,\"price\":1}")))
        .isInstanceOf(ReduceException.class)
        .hasMessageStartingWith("reducer carts cannot take order/17@1: ")
        .hasMessageContaining("java.lang.IllegalArgumentException at ")
        .hasMessageNotContaining("secret");
  }

  private State folded(RecordedEvent... events) throws ReduceException {
    return Events.fold(fold, fold.start(Events.ORDER), List.of(events));
  }
}
