package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  /** Snapshots are found by it: a release that computes another one would read none of them. */
  @Test
  void never_changes() {
    assertThat(Fingerprint.of("abc")).isEqualTo("cfd3cf3d603f396c29733fb272d8220d");
    assertThat(Fingerprint.of()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
  }

  @Test
  void tells_texts_apart_however_they_are_cut() {
    assertThat(
            List.of(
                Fingerprint.of(),
                Fingerprint.of(""),
                Fingerprint.of("", ""),
                Fingerprint.of("abc"),
                Fingerprint.of("ab", "c"),
                Fingerprint.of("a", "bc"),
                Fingerprint.of("c", "ab"),
                Fingerprint.of("?"),
                Fingerprint.of("\ud800"),
                Fingerprint.of("\udc00")))
        .doesNotHaveDuplicates();
  }
}
