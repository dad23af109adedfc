package dev.annals.faults.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes down a history while it happens, in memory and in a file, so that a run that was cut off
 * leaves what it had. Thread-safe.
 */
public final class Recorder implements AutoCloseable {
  private final long began = System.nanoTime();
  private final List<Entry> entries = new ArrayList<>();
  private final BufferedWriter file;

  /** Begins a file for a run. */
  public Recorder(Path file, Run run) {
    try {
      this.file = Files.newBufferedWriter(file);
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot write a history to " + file, fault);
    }
    add(run);
  }

  /** Nanoseconds since the run began. */
  public long now() {
    return System.nanoTime() - began;
  }

  /** Takes down one more entry. */
  public synchronized void add(Entry entry) {
    entries.add(entry);
    try {
      file.write(JsonLines.write(entry));
      file.newLine();
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot write a history", fault);
    }
  }

  /** All there is so far. */
  public synchronized History history() {
    return new History(entries);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
