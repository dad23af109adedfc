package dev.annals.testkit.servers;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The class path of a server, as the build wrote it to {@code
 * testkit/<software>-server/target/classpath}. No jar of it is on the class path of this process.
 */
final class ServerClassPath {
  private ServerClassPath() {}

  /**
   * The server's jars, and then the testkit's own classes, for the {@link Leash}. In this order: a
   * {@link ClassArchive} fits a class path that begins with the jars it was made of.
   */
  static String of(String software) {
    return read(software) + File.pathSeparator + ownClasses();
  }

  /** The server's jars. */
  static List<Path> jars(String software) {
    return Arrays.stream(read(software).split(File.pathSeparator)).map(Path::of).toList();
  }

  /** The version of one of the server's jars. */
  static String version(String software, String artifact) {
    Pattern name = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
    for (Path jar : jars(software)) {
      Matcher matcher = name.matcher(jar.getFileName().toString());
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    throw new ServerFailure("There is no " + artifact + " on the class path of " + software + ".");
  }

  private static String read(String software) {
    Path file = projectRoot().resolve("testkit/" + software + "-server/target/classpath");
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ServerFailure(
          "The class path of "
              + software
              + " is missing: could not read "
              + file
              + ". Write it with: mvn -q -pl testkit/"
              + software
              + "-server generate-resources",
          e);
    }
  }

  /**
   * The directory of the whole project: the property {@code annals.root} when the build set it,
   * else the nearest directory above this one with {@code .mvn} in it.
   */
  static Path projectRoot() {
    String given = System.getProperty("annals.root");
    if (given != null) {
      return Path.of(given);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new ServerFailure(
        "No directory from "
            + here
            + " upwards is the Annals project (none has .mvn in it)."
            + " Run from inside the project, or set -Dannals.root to its directory.");
  }

  private static Path ownClasses() {
    try {
      return Path.of(Leash.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
