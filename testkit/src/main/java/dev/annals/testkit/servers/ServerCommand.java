package dev.annals.testkit.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a server process runs.
 *
 * @param software whose class path it needs: {@code cassandra}, or what a {@link KafkaRelease} says
 * @param memoryMegabytes what it may take, heap and all, for the check before the start
 * @param environment variables of its process beside those of this one
 */
record ServerCommand(
    String software,
    int memoryMegabytes,
    List<String> jvmOptions,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment) {

  ServerCommand(
      String software,
      int memoryMegabytes,
      List<String> jvmOptions,
      String mainClass,
      List<String> arguments) {
    this(software, memoryMegabytes, jvmOptions, mainClass, arguments, Map.of());
  }

  /** The same with more options for the JVM. */
  ServerCommand with(List<String> moreJvmOptions) {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(moreJvmOptions);
    return new ServerCommand(software, memoryMegabytes, options, mainClass, arguments, environment);
  }

  /** The same with these variables in the environment of its process. */
  ServerCommand in(Map<String, String> variables) {
    return new ServerCommand(
        software, memoryMegabytes, jvmOptions, mainClass, arguments, Map.copyOf(variables));
  }

  /**
   * Options for every server's JVM, between blanks. Tests have their servers compile by C1 alone:
   * they live for seconds, and the other compiler would take half of a small machine.
   */
  private static final String EXTRA_OPTIONS = "annals.servers.jvm";

  /** The words of a process's command line, on the JDK that runs this one, behind a leash. */
  List<String> words(Place place) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> leash =
        List.of(Leash.class.getName(), Long.toString(place.owner().pid()), place.data().toString());
    return words(java, place.data().resolve("tmp").toString(), ServerClassPath.of(software), leash);
  }

  /**
   * The words of a command line.
   *
   * @param before what runs the main class, if something does
   */
  List<String> words(String java, String temporary, String classPath, List<String> before) {
    List<String> words = new ArrayList<>();
    words.add(java);
    words.addAll(jvmOptions);
    words.addAll(List.of(System.getProperty(EXTRA_OPTIONS, "").strip().split("\\s+")));
    words.removeIf(String::isEmpty);
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-Djava.io.tmpdir=" + temporary);
    words.add("-cp");
    words.add(classPath);
    words.addAll(before);
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }
}
