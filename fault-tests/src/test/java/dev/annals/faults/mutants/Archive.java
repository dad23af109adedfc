package dev.annals.faults.mutants;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Packs archives of mutants: copies of the product's, in which some classes are others. */
final class Archive {
  private Archive() {}

  /**
   * Copies an archive.
   *
   * @param product a directory of plugins
   * @param classes what takes the place of classes of the same names; each of them is in one jar
   * @param to a directory of plugins
   */
  static void pack(Path product, Path classes, Path to) throws IOException {
    for (Path file : files(product)) {
      Path copy = to.resolve(product.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    for (Path changed : files(classes)) {
      replace(changed, classes.relativize(changed).toString(), to);
    }
  }

  private static void replace(Path changed, String name, Path archive) throws IOException {
    int replaced = 0;
    for (Path jar : files(archive)) {
      if (!jar.toString().endsWith(".jar")) {
        continue;
      }
      try (FileSystem content = FileSystems.newFileSystem(jar)) {
        Path there = content.getPath(name);
        if (Files.exists(there)) {
          Files.copy(changed, there, StandardCopyOption.REPLACE_EXISTING);
          replaced++;
        }
      }
    }
    if (replaced != 1) {
      throw new IllegalStateException(
          "%s is in %d jars of %s, not in one: build the archive"
              .formatted(name, replaced, archive));
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
