package dev.annals.faults.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FuzzerTest {
  private static final int RECORDS = 20_000;
  private static final int LARGEST = 5 << 20;

  private final Fuzzer fuzzer = new Fuzzer(1, 4);

  @Test
  void a_seed_gives_the_same_records_in_any_order() {
    Fuzzer again = new Fuzzer(1, 4);
    for (long number = 999; number >= 0; number--) {
      assertThat(fingerprint(again.record(number))).isEqualTo(fingerprint(fuzzer.record(number)));
    }
  }

  @Test
  void another_seed_gives_other_records() {
    Fuzzer other = new Fuzzer(2, 4);
    assertThat(LongStream.range(0, 1_000))
        .anyMatch(number -> other.category(number) != fuzzer.category(number));
  }

  @Test
  void a_run_has_records_of_every_category_many_of_which_must_be_accepted_and_many_refused() {
    Map<Category, Integer> counts = new EnumMap<>(Category.class);
    Map<Outcome, Integer> known = new EnumMap<>(Outcome.class);
    long largest = 0;
    long large = 0;
    for (long number = 0; number < RECORDS; number++) {
      FuzzedRecord record = fuzzer.record(number);
      counts.merge(record.category(), 1, Integer::sum);
      if (record.known() != null) {
        known.merge(record.known(), 1, Integer::sum);
      }
      largest = Math.max(largest, record.sizeBytes());
      large += record.sizeBytes() >= 1 << 20 ? 1 : 0;
    }

    assertThat(counts.keySet()).containsExactly(Category.values());
    assertThat(known.get(Outcome.ACCEPTED)).isGreaterThan(RECORDS / 2);
    assertThat(known.get(Outcome.UNDECODABLE)).isGreaterThan(RECORDS / 10);
    assertThat(known.get(Outcome.REJECTED)).isGreaterThan(RECORDS / 20);
    assertThat(known.get(Outcome.DUPLICATE)).isGreaterThan(RECORDS / 50);
    assertThat(known.get(Outcome.CARRIED_OUT)).isGreaterThan(RECORDS / 200);
    assertThat(largest).isBetween(LARGEST - 20_000L, LARGEST + 20_000L);
    assertThat(large).isBetween(40L, 60L);
  }

  @Test
  void what_follows_a_record_is_in_its_lane() {
    for (long number = 100; number < 2_000; number++) {
      FuzzedRecord good = fuzzer.goodBefore(number);
      assertThat(good.number()).isLessThan(number);
      assertThat((number - good.number()) % 4).isZero();
      assertThat(good.known()).isEqualTo(Outcome.ACCEPTED);
    }
  }

  private static int fingerprint(FuzzedRecord record) {
    int hash = Objects.hash(record.category(), record.known(), record.events());
    hash = 31 * hash + Arrays.hashCode(record.key());
    hash = 31 * hash + Arrays.hashCode(record.value());
    for (FuzzedHeader header : record.headers()) {
      hash = 31 * hash + header.name().hashCode();
      hash = 31 * hash + Arrays.hashCode(header.value());
    }
    return hash;
  }
}
