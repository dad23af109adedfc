package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.STREAM;
import static dev.annals.source.verify.TwoStores.event;
import static dev.annals.source.verify.TwoStores.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.NewEvent;
import dev.annals.source.scan.Await;
import dev.annals.source.verify.TwoStores.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that has events which the original has no more. */
class TruncatedOriginalTest {
  private static final NewEvent FIRST = event("1", "placed", "{}");
  private static final NewEvent SECOND = event("2", "paid", "{}");
  private static final NewEvent LAST = event("3", NewEvent.CLOSE, "{}");

  private final TwoStores stores;

  TruncatedOriginalTest(@TempDir Path folder) {
    this.stores = new TwoStores(folder);
    stores.original(FIRST, SECOND, LAST);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void is_compared_from_the_version_on_at_which_the_original_starts() {
    stores.copy(FIRST, SECOND, LAST);
    truncate(3);

    Ended ended = stores.verify();

    assertThat(ended.out())
        .containsExactly(
            "1 stream and 1 event compared: no difference; the original was truncated, and has"
                + " nothing to compare 2 events of the copy with");
    assertThat(ended.code()).isZero();
  }

  @Test
  void with_versions_of_its_own_is_compared_likewise() {
    stores.sink.put("version.mode", "renumber");
    stores.copy(
        numbered("1", "placed", 1, "{}", 1),
        numbered("2", "paid", 1, "{}", 2),
        numbered("3", NewEvent.CLOSE, 1, "{}", 3));
    truncate(2);

    Ended ended = stores.verify();

    assertThat(ended.out())
        .containsExactly(
            "1 stream and 2 events compared: no difference; the original was truncated, and has"
                + " nothing to compare 1 event of the copy with");
    assertThat(ended.code()).isZero();
  }

  @Test
  void made_after_the_truncation_with_versions_of_its_own_has_all_there_is() {
    stores.sink.put("version.mode", "renumber");
    truncate(2);
    stores.copy(numbered("2", "paid", 1, "{}", 2), numbered("3", NewEvent.CLOSE, 1, "{}", 3));

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 2 events compared: no difference");
  }

  @Test
  void that_lacks_an_event_above_is_told_so() {
    stores.copy(FIRST, SECOND);
    truncate(2);

    Ended ended = stores.verify();

    assertThat(ended.out().get(0)).isEqualTo("order/17@3: is missing from the copy: id 3");
    assertThat(ended.code()).isEqualTo(1);
  }

  private void truncate(long before) {
    Await.answer(stores.original.truncate(STREAM, before));
  }
}
