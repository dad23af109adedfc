package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.testkit.servers.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The unpacked archive once more, to put jars into it. */
final class PluginCopy {
  private final Path directory = Place.fresh("plugin").directory();

  PluginCopy() {
    Path original = Path.of(System.getProperty("annals.plugin.path"));
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = directory.resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** For a worker's {@code plugin.path}. */
  Path path() {
    return directory;
  }

  /** Puts a jar beside those of the archive that offers this class as a service. */
  PluginCopy with(String jarName, Class<?> service, Class<?> provider) {
    String file = provider.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(libraries().resolve(jarName));
        JarOutputStream jar = new JarOutputStream(out);
        InputStream code =
            Objects.requireNonNull(provider.getClassLoader().getResourceAsStream(file), file)) {
      jar.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
      jar.write(provider.getName().getBytes(UTF_8));
      jar.putNextEntry(new JarEntry(file));
      code.transferTo(jar);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return this;
  }

  private Path libraries() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.endsWith("lib")).findFirst().orElseThrow();
    }
  }
}
