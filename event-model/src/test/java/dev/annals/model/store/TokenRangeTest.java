package dev.annals.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRangeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 256, 1_000})
  void the_parts_of_the_ring_follow_each_other_and_are_equal(int parts) {
    List<TokenRange> ranges = TokenRange.ALL.split(parts);

    assertThat(ranges).hasSize(parts);
    long start = Long.MIN_VALUE;
    for (TokenRange range : ranges) {
      assertThat(range.startExclusive()).isEqualTo(start);
      // The length is up to 2^64 - 1: unsigned arithmetic.
      long length = range.endInclusive() - range.startExclusive();
      long share = Long.divideUnsigned(-1L, parts);
      assertThat(length - share).isBetween(-1L, 1L);
      start = range.endInclusive();
    }
    assertThat(start).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_short_range_has_fewer_parts() {
    assertThat(new TokenRange(5, 8).split(10))
        .containsExactly(new TokenRange(5, 6), new TokenRange(6, 7), new TokenRange(7, 8));
    assertThat(new TokenRange(5, 5).split(3)).isEmpty();
  }

  @Test
  void goes_on_after_a_token() {
    assertThat(new TokenRange(5, 8).after(7)).isEqualTo(new TokenRange(7, 8));
    assertThat(TokenRange.ALL.after(Long.MAX_VALUE).split(4)).isEmpty();
  }

  @Test
  void what_is_no_range_is_refused() {
    assertThatThrownBy(() -> new TokenRange(5, 4)).hasMessageContaining("5, 4");
    assertThatThrownBy(() -> TokenRange.ALL.split(0)).hasMessageContaining("at least one part");
  }
}
