package dev.annals.testkit.servers;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/**
 * Images of an image with Java 17 and the jars that the processes have too. They stay with the
 * engine under names of their own, {@code localhost/annals-testkit-<software>}, so that the second
 * build has its layers.
 */
final class LocalImage {
  /** Where a container has the server's files and data. */
  static final String DIRECTORY = "/annals";

  private static final String LIBRARIES = DIRECTORY + "/lib/";
  private static final String DATA = DIRECTORY + "/data";

  private LocalImage() {}

  static GenericContainer<?> container(Launch launch, String base) {
    List<Path> jars = ServerClassPath.jars(launch.server().software());
    GenericContainer<?> container = new GenericContainer<>(image(launch, base, jars));
    container.setPortBindings(List.of("127.0.0.1:%1$d:%1$d".formatted(launch.port())));
    launch
        .files()
        .forEach(
            (name, lines) ->
                container.withCopyToContainer(
                    Transferable.of(String.join("\n", lines)), DIRECTORY + "/" + name));
    return container.withCommand("sh", "-c", script(launch, classPath(jars)));
  }

  private static ImageFromDockerfile image(Launch launch, String base, List<Path> jars) {
    ImageFromDockerfile image =
        new ImageFromDockerfile("localhost/annals-testkit-" + launch.server().software(), false)
            .withDockerfileFromBuilder(file -> file.from(base).copy("lib", LIBRARIES).build());
    jars.forEach(jar -> image.withFileFromPath("lib/" + jar.getFileName(), jar));
    return image;
  }

  private static String classPath(List<Path> jars) {
    return jars.stream()
        .map(jar -> LIBRARIES + jar.getFileName())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Prepares once, and then becomes the server, which thereby gets the engine's signals. */
  private static String script(Launch launch, String classPath) {
    String prepared = DATA + "/prepared";
    List<String> once = new ArrayList<>(List.of("mkdir -p " + DATA + "/tmp"));
    launch.preparations().forEach(command -> once.add(line(command, classPath)));
    once.add("touch " + prepared);
    return "test -e %s || { %s; } && exec %s"
        .formatted(prepared, String.join(" && ", once), line(launch.server(), classPath));
  }

  private static String line(ServerCommand command, String classPath) {
    return command.words("java", DATA + "/tmp", classPath, List.of()).stream()
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
  }
}
