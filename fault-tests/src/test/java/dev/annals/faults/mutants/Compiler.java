package dev.annals.faults.mutants;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Compiles classes against those that the build made of the product. */
final class Compiler {
  private Compiler() {}

  /**
   * Puts the compiled classes into a directory.
   *
   * @param sources by the full name of the class
   * @throws IllegalStateException with what the compiler says, if it cannot
   */
  static void compile(Map<String, String> sources, Path into) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<Source> units = new ArrayList<>();
    sources.forEach((type, text) -> units.add(new Source(type, text)));
    List<String> options =
        List.of(
            "-proc:none", "-nowarn", "--release", "17", "-d", into.toString(), "-cp", classPath());
    if (!compiler.getTask(said, null, null, options, null, units).call()) {
      throw new IllegalStateException("a mutant does not compile, write it anew:\n" + said);
    }
  }

  /** What all modules were compiled to, and the libraries that the changed classes use. */
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(System.getProperty("annals.root")))) {
      modules
          .map(module -> module.resolve("target/classes"))
          .filter(Files::isDirectory)
          .forEach(classes -> entries.add(classes.toString()));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    for (Class<?> library : List.of(Nullable.class, CqlSession.class, Logger.class)) {
      entries.add(library.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(
          URI.create("string:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
