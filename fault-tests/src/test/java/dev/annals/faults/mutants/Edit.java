package dev.annals.faults.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a mutant changes in one class of the product.
 *
 * @param module whose class it is
 * @param type its full name
 * @param before what stands there, exactly once
 * @param after what stands there in the mutant
 */
record Edit(String module, String type, String before, String after) {
  /** The class as the product has it. */
  String product() {
    Path file =
        Path.of(System.getProperty("annals.root"), module, "src/main/java")
            .resolve(type.replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "a mutant changes %s, which is not there".formatted(type), fault);
    }
  }

  /**
   * The class with the change.
   *
   * @param source of the class, maybe changed elsewhere
   * @throws IllegalStateException if what it changes does not stand there, or more than once
   */
  String in(String source) {
    int at = source.indexOf(before);
    if (at < 0 || source.indexOf(before, at + 1) >= 0) {
      throw new IllegalStateException(
          "a mutant changes this in %s, where it has to stand exactly once: write the mutant anew%n%s"
              .formatted(type, before));
    }
    return source.substring(0, at) + after + source.substring(at + before.length());
  }
}
