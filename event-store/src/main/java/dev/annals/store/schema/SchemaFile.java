package dev.annals.store.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Reads a {@code .cql} file that lies beside a class and holds one statement. */
public final class SchemaFile {
  private SchemaFile() {}

  /**
   * The statement without its comments and the semicolon.
   *
   * @param placeholders what to put for {@code {name}}, by name
   */
  public static String read(Class<?> beside, String name, Map<String, String> placeholders) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name + " beside " + beside.getName());
      }
      String statement =
          new String(in.readAllBytes(), UTF_8).replaceAll("(?m)^\\s*--.*$", "").strip();
      for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
        statement = statement.replace("{" + placeholder.getKey() + "}", placeholder.getValue());
      }
      return statement.endsWith(";") ? statement.substring(0, statement.length() - 1) : statement;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
