package dev.annals.faults.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A library that shows a process another time than it is (Debian's package {@code libfaketime}).
 */
final class Faketime {
  /** Where it is, if not at one of the usual places. */
  static final String PROPERTY = "annals.faketime";

  private static final List<String> USUAL =
      List.of(
          "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
          "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
          "/usr/lib64/faketime/libfaketime.so.1",
          "/usr/lib/faketime/libfaketime.so.1");

  private Faketime() {}

  /** Where it is. */
  static Optional<Path> library() {
    String given = System.getProperty(PROPERTY);
    return (given == null ? USUAL : List.of(given))
        .stream().map(Path::of).filter(Files::isReadable).findFirst();
  }

  /**
   * What a process needs in its environment. Clocks that measure go on as they do: they know no
   * time of day. The "fix" is for an older C library; with today's, JVMs wait for no time at all.
   * The library keeps what it was told, for longer than any run: threads that ask at once would
   * have to wait for each other else.
   */
  static Map<String, String> shift(Path library, int seconds) {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME", "%+ds".formatted(seconds),
        "FAKETIME_CACHE_DURATION", "86400",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "NO_FAKE_STAT", "1");
  }
}
