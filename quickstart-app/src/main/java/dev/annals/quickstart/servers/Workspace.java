package dev.annals.quickstart.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of one run: {@code .annals/} and the pid, so that runs do not meet. */
final class Workspace {
  private final Path home;
  private final Path directory;

  private Workspace(Path home, Path directory) {
    this.home = home;
    this.directory = directory;
  }

  /** A new one; what runs left behind that were killed is removed. */
  static Workspace open(Path root) {
    Path home = root.resolve(".annals");
    try {
      Files.createDirectories(home);
      sweep(home);
      if (RunningQuickstart.find(root).isEmpty()) {
        RunningQuickstart.forget(root);
      }
      Path directory = home.resolve(Long.toString(ProcessHandle.current().pid()));
      return new Workspace(home, Files.createDirectories(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make a directory in " + home, e);
    }
  }

  Path resolve(String name) {
    return directory.resolve(name);
  }

  Path directory() {
    return directory;
  }

  /** Removes all of it, and {@code .annals/} with the last one. */
  void delete() throws IOException {
    delete(directory);
    try {
      Files.delete(home);
    } catch (DirectoryNotEmptyException | NoSuchFileException usedByAnother) {
      // Whoever is last removes it.
    }
  }

  private static void sweep(Path home) throws IOException {
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(home)) {
      for (Path run : runs) {
        String name = run.getFileName().toString();
        if (name.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(name)).isEmpty()) {
          delete(run);
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
