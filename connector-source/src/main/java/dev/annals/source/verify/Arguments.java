package dev.annals.source.verify;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was typed.
 *
 * @param replay the file of the source connector that replays the original
 * @param sink the file of the sink connector that writes the copy
 * @param run the run of the replay that the copy was made by; absent: the copy has everything
 */
record Arguments(Path replay, Path sink, @Nullable String run) {
  private static final String USAGE =
      "Usage: VerifyCopy REPLAY.json SINK.json [--run ID], where the files are those that were"
          + " posted to Connect, and ID is what the header annals-replay says";

  static Arguments parse(List<String> args) throws CannotVerify {
    List<Path> files = new ArrayList<>();
    String run = null;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--run")) {
        i++;
        run = i < args.size() ? args.get(i) : "";
      } else if (arg.startsWith("-")) {
        throw new CannotVerify("There is no option %s. %s".formatted(arg, USAGE));
      } else {
        files.add(path(arg));
      }
    }
    if (files.size() != 2 || (run != null && run.isBlank())) {
      throw new CannotVerify(USAGE);
    }
    return new Arguments(files.get(0), files.get(1), run);
  }

  private static Path path(String text) throws CannotVerify {
    try {
      return Path.of(text);
    } catch (InvalidPathException noPath) {
      throw new CannotVerify(noPath.getMessage() + ". " + USAGE, noPath);
    }
  }
}
