package dev.annals.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The archive this build made: {@code <directory>/{manifest.json, lib/, doc/, etc/}}. */
final class Archive implements AutoCloseable {
  private final ZipFile zip;
  private final String directory;

  private Archive(Path file) throws IOException {
    zip = new ZipFile(file.toFile());
    directory = file.getFileName().toString().replaceFirst("\\.zip$", "/");
  }

  /** The one that the system property {@code annals.archive} names. */
  static Archive ofThisBuild() throws IOException {
    String file = System.getProperty("annals.archive");
    if (file == null) {
      throw new IllegalStateException(
          "annals.archive is not set: run this test with mvn -pl distribution -am verify, which"
              + " builds the archive first");
    }
    return new Archive(Path.of(file));
  }

  /** The single directory all entries are in, with a slash at its end. */
  String directory() {
    return directory;
  }

  /** All entries, in the order of the archive. */
  List<ZipEntry> entries() {
    return List.copyOf(Collections.list(zip.entries()));
  }

  /** The names of the files in a directory of the archive, such as {@code lib/}, in its order. */
  List<String> filesIn(String path) {
    List<String> names = new ArrayList<>();
    for (ZipEntry entry : entries()) {
      if (!entry.isDirectory() && entry.getName().startsWith(directory + path)) {
        names.add(entry.getName().substring(directory.length() + path.length()));
      }
    }
    return names;
  }

  byte[] bytes(String path) throws IOException {
    ZipEntry entry = zip.getEntry(directory + path);
    if (entry == null) {
      throw new IOException("no " + path + " in " + zip.getName());
    }
    return zip.getInputStream(entry).readAllBytes();
  }

  String text(String path) throws IOException {
    return new String(bytes(path), UTF_8);
  }

  /** The names of all that a jar of the archive holds. */
  List<String> namesInJar(String jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes("lib/" + jar)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  /** A text in a jar of the archive; empty where the jar does not hold it. */
  String textInJar(String jar, String path) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes("lib/" + jar)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals(path)) {
          return new String(in.readAllBytes(), UTF_8);
        }
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** The root of the project: Maven runs tests in the directory of their module. */
  static Path root() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    if (!Files.exists(root.resolve("manifest.json"))) {
      throw new IllegalStateException(
          "start this test in the directory distribution, not beneath " + root);
    }
    return root;
  }
}
