package dev.annals.connector.upcast;

import dev.annals.model.Excerpt;
import dev.annals.upcast.JsonRules;
import dev.annals.upcast.UpcastChain;
import dev.annals.upcast.Upcaster;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Rules from settings, and upcasters in Java from the plugin's folder, as one chain. */
public final class Rules {
  /** More is no rules that somebody wrote, and would fill the worker's memory. */
  private static final int MAX_MIB = 10;

  private Rules() {}

  /**
   * The chain of both.
   *
   * @param json rules; absent: upcasters in Java only
   * @throws IllegalArgumentException with a sentence, if something is wrong with one of them
   */
  public static UpcastChain chain(@Nullable String json) {
    List<Upcaster> upcasters = new ArrayList<>();
    if (json != null) {
      upcasters.addAll(JsonRules.parse(json));
    }
    upcasters.addAll(inJava());
    return upcasters.isEmpty() ? UpcastChain.EMPTY : UpcastChain.of(upcasters);
  }

  /** What lies beside our own jars: Connect isolates every plugin's folder. */
  private static List<Upcaster> inJava() {
    List<Upcaster> found = new ArrayList<>();
    try {
      for (Upcaster upcaster :
          ServiceLoader.load(Upcaster.class, Upcaster.class.getClassLoader())) {
        requireAnswers(upcaster);
        found.add(upcaster);
      }
    } catch (ServiceConfigurationError | LinkageError unusable) {
      throw new IllegalArgumentException(
          "an upcaster in Java in the folder of this plugin cannot be used: " + reason(unusable),
          unusable);
    }
    return found;
  }

  /** With what a constructor has thrown. */
  private static String reason(Error unusable) {
    return unusable.getCause() == null
        ? unusable.toString()
        : unusable + ": " + unusable.getCause();
  }

  /** Others' code: whatever it throws is an error in its sentence, not in a form of ours. */
  private static void requireAnswers(Upcaster upcaster) {
    try {
      if (upcaster.from() != null && !upcaster.into().contains(upcaster.from())) {
        return;
      }
    } catch (RuntimeException fault) {
      throw new IllegalArgumentException(
          "upcaster %s does not say where it leads: %s"
              .formatted(upcaster.getClass().getName(), fault),
          fault);
    }
    throw new IllegalArgumentException(
        "upcaster %s leads nowhere: from() and into() are the shapes before and after"
            .formatted(upcaster.getClass().getName()));
  }

  /** The text of a file, else {@link IllegalArgumentException} with a sentence. */
  public static String read(String file) {
    try {
      Path path = Path.of(file);
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new IllegalArgumentException(
            "the file %s cannot be read: it is a directory, or no file that ends".formatted(file));
      }
      if (Files.size(path) > MAX_MIB << 20) {
        throw new IllegalArgumentException(
            "the file %s is larger than %d MiB: are these the rules?".formatted(file, MAX_MIB));
      }
      return Files.readString(path);
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException(
          "there is no file %s on this worker: it must be on every worker".formatted(file),
          missing);
    } catch (MalformedInputException notText) {
      throw new IllegalArgumentException(
          "the file %s is not text in UTF-8".formatted(file), notText);
    } catch (InvalidPathException noPath) {
      throw new IllegalArgumentException(
          "%s is not the path of a file: %s".formatted(Excerpt.of(file), noPath.getReason()),
          noPath);
    } catch (AccessDeniedException denied) {
      throw new IllegalArgumentException(
          "the file %s cannot be read: the worker's user may not".formatted(file), denied);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the file %s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
    }
  }
}
