package dev.annals.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.store.Refusal;
import dev.annals.model.store.StoreException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RefusalCodecTest {
  @Test
  void whatever_a_refusal_holds_comes_back_exactly() {
    for (int seed = 0; seed < 500; seed++) {
      Refusal refusal = new RandomOutcomes(seed).refusal();
      Refusal decoded = RefusalCodec.decode(refusal.at(), RefusalCodec.encode(refusal));
      assertThat(decoded).as("seed %d", seed).isEqualTo(refusal);
    }
  }

  @Test
  void a_body_that_was_cut_off_anywhere_is_refused_with_its_place() {
    Refusal refusal = new RandomOutcomes(1).refusal();
    ByteBuffer body = RefusalCodec.encode(refusal);
    for (int length = 0; length < body.limit(); length++) {
      ByteBuffer cut = body.duplicate().limit(length);
      assertThatThrownBy(() -> RefusalCodec.decode(refusal.at(), cut))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(refusal.at().toString());
    }
  }
}
