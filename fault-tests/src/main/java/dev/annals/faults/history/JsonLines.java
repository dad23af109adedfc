package dev.annals.faults.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries as JSON, one a line. A number that a line lacks is an error, and not 0; so is a name too
 * many.
 */
final class JsonLines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private JsonLines() {}

  static String write(Entry entry) {
    try {
      return JSON.writerFor(Entry.class).writeValueAsString(entry);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("cannot write " + entry, fault);
    }
  }

  /** Reads all lines; empty ones and those that begin with # are passed over. */
  static List<Entry> read(BufferedReader lines, String name) throws IOException {
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        entries.add(JSON.readValue(line, Entry.class));
      } catch (JsonProcessingException fault) {
        throw new IOException(
            "%s:%d is no line of a history: %s".formatted(name, number, fault.getOriginalMessage()),
            fault);
      }
    }
    return entries;
  }
}
