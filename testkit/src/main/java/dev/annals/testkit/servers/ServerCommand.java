package dev.annals.testkit.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server process runs.
 *
 * @param software whose class path it needs: {@code cassandra} or {@code kafka}
 * @param memoryMegabytes what it may take, heap and all, for the check before the start
 */
record ServerCommand(
    String software,
    int memoryMegabytes,
    List<String> jvmOptions,
    String mainClass,
    List<String> arguments) {

  /** The words of the command line, on the JDK that runs this process. */
  List<String> words(Place place) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(jvmOptions);
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-Djava.io.tmpdir=" + place.data().resolve("tmp"));
    words.add("-cp");
    words.add(ServerClassPath.of(software));
    words.add(Leash.class.getName());
    words.add(Long.toString(place.owner().pid()));
    words.add(place.data().toString());
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }
}
