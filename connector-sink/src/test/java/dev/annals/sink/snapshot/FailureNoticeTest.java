package dev.annals.sink.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.store.StoreException;
import dev.annals.reduce.ReduceException;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailureNoticeTest {
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final FailureNotice notice = new FailureNotice("order", "total", () -> now);

  @Test
  void many_failures_are_one_line() {
    assertThat(notice.failed("it has no total"))
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(
                        "no snapshot for entity type order by reducer total: it has no total."));
    for (int i = 0; i < 100; i++) {
      now = now.plusSeconds(60);
      assertThat(notice.failed("it has no total")).isEmpty();
    }
  }

  @Test
  void a_failure_after_a_success_is_news_but_not_each_moment() {
    assertThat(notice.failed("first")).isPresent();
    notice.succeeded();
    assertThat(notice.failed("one stream of many")).isEmpty();
    notice.succeeded();
    now = now.plus(FailureNotice.BETWEEN);
    assertThat(notice.failed("later")).isPresent();
    assertThat(notice.failed("later")).isEmpty();
  }

  @Test
  void a_reason_quotes_no_data() {
    assertThat(Reason.of(new CompletionException(new ReduceException("a sentence"))))
        .isEqualTo("a sentence");
    assertThat(Reason.of(new CompletionException(new StoreException("another"))))
        .isEqualTo("another");
    assertThat(Reason.of(new IllegalStateException("secret data")))
        .startsWith("java.lang.IllegalStateException at " + FailureNoticeTest.class.getName())
        .doesNotContain("secret");
  }
}
