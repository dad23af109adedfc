package dev.annals.testkit.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of a server, read and verified beforehand (the JDK's class data sharing): with them a
 * start takes half the work. The first server of a build writes down what it loads, and once it
 * serves, the archive is made of that for all that start later, also in other JVMs. An archive that
 * is missing or does not fit costs time and nothing else.
 */
final class ClassArchive {
  /** Where archives are kept; without the property there are none. The build sets it. */
  private static final String DIRECTORY = "annals.servers.archives";

  private static final long LIMIT_SECONDS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  private final List<Path> jars;
  private final @Nullable Path file;
  private final @Nullable FileChannel lock;

  private ClassArchive(List<Path> jars, @Nullable Path file, @Nullable FileChannel lock) {
    this.jars = jars;
    this.file = file;
    this.lock = lock;
  }

  /** No archive: for servers of which a build starts too few. */
  static ClassArchive none() {
    return new ClassArchive(List.of(), null, null);
  }

  /** That of the build. */
  static ClassArchive of(String software) {
    String directory = System.getProperty(DIRECTORY, "");
    return directory.isEmpty() ? none() : of(software, Path.of(directory));
  }

  /** Who is the first to ask has to {@link #make} it, and keeps others from doing so until then. */
  static ClassArchive of(String software, Path directory) {
    if (!isHotSpot()) {
      return none();
    }
    List<Path> jars = ServerClassPath.jars(software);
    int fingerprint = Objects.hash(jars, System.getProperty("java.vm.version"));
    Path file = directory.resolve("%s-%08x.jsa".formatted(software, fingerprint));
    try {
      return new ClassArchive(jars, file, Files.exists(file) ? null : lock(file));
    } catch (IOException e) {
      throw new ServerFailure("Could not look for " + file + ".", e);
    }
  }

  private static boolean isHotSpot() {
    return System.getProperty("java.vm.name", "").endsWith("Server VM");
  }

  /** Null if somebody else makes the archive, or has just made it. */
  private static @Nullable FileChannel lock(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(
            beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(channel) && !Files.exists(file)) {
      return channel;
    }
    channel.close();
    return null;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ofThisJvm) {
      return false;
    }
  }

  /** What the JVM of a server is told that starts now. */
  List<String> options() {
    if (file == null) {
      return List.of();
    }
    if (lock != null) {
      return List.of("-XX:DumpLoadedClassList=" + beside(file, ".classes"));
    }
    return file.toFile().length() == 0
        ? List.of()
        : List.of("-XX:SharedArchiveFile=" + file, "-Xlog:cds=off");
  }

  /** Makes the archive of what the server has loaded so far, if that is this one's task. */
  void make() {
    if (file == null || lock == null) {
      return;
    }
    Path made = beside(file, ".new");
    try {
      int exitCode = run(made, beside(file, ".classes"), beside(file, ".log"));
      if (exitCode != 0) {
        LOG.warn("Servers start slowly: see {} (exit code {})", beside(file, ".log"), exitCode);
        Files.write(made, new byte[0]); // once is enough
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      lock.close();
    } catch (IOException e) {
      throw new ServerFailure("Could not make " + file + ".", e);
    }
  }

  private int run(Path made, Path classes, Path log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                java,
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + made,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                classPath)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("Interrupted while waiting for " + made + ".", e);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
