package dev.annals.quickstart.servers;

import dev.annals.quickstart.text.Complaint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project that the quickstart uses. */
final class Project {
  private static final String PACKAGES = "distribution/target/components/packages";
  private static final String ARCHIVES = "annals-kafka-connect-annals-*.zip";

  private final Path root;

  Project(Path root) {
    this.root = root;
  }

  /** A connector's configuration from {@code config-examples/}. */
  ConnectorFile example(String fileName) {
    Path file = root.resolve("config-examples").resolve(fileName);
    try {
      return ConnectorFile.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  /** Unzips the archive into a directory of a worker's {@code plugin.path}, as users do. */
  void installArchive(Path pluginDirectory) {
    Path archive = archive();
    try (FileSystem zip = FileSystems.newFileSystem(archive);
        Stream<Path> entries = Files.walk(zip.getPath("/"))) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        Path target = pluginDirectory.resolve(entry.toString().substring(1)).normalize();
        if (!target.startsWith(pluginDirectory)) {
          throw new Complaint(archive + " has an entry outside of itself: " + entry);
        }
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else {
          Files.copy(entry, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unzip " + archive + " to " + pluginDirectory, e);
    }
  }

  private Path archive() {
    Path packages = root.resolve(PACKAGES);
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(packages)) {
      try (DirectoryStream<Path> archives = Files.newDirectoryStream(packages, ARCHIVES)) {
        archives.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException("Could not list " + packages, e);
      }
    }
    if (found.size() != 1) {
      throw new Complaint(
          "Expected one archive "
              + ARCHIVES
              + " in "
              + packages
              + ", found "
              + found.size()
              + ". Build it with: mvn -pl distribution -am clean package -DskipTests");
    }
    return found.get(0);
  }
}
