package dev.annals.testkit.servers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine must offer before servers start on it, checked before they fail in their own
 * words. Every complaint says what to do.
 */
public final class Preflight {
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST_DISK_BYTES = 2L << 30;
  private static final int JDK = 17;

  private Preflight() {}

  /**
   * Everything that stands against starting servers.
   *
   * @param directory where they are to keep their data
   * @param memoryMegabytes what they may take together
   * @param ports what they are to listen on; 0, for a free one, is never taken
   * @return sentences, none when all is well
   */
  public static List<String> complaints(Path directory, int memoryMegabytes, int... ports) {
    List<String> complaints = new ArrayList<>();
    jdk(complaints, Runtime.version().feature(), System.getProperty("java.home"));
    disk(complaints, directory, usableBytes(directory));
    memory(complaints, memoryMegabytes, availableMemoryBytes());
    for (int port : ports) {
      port(complaints, port, port == 0 || Ports.isFree(port));
    }
    return complaints;
  }

  static void jdk(List<String> complaints, int feature, String javaHome) {
    if (feature != JDK) {
      complaints.add(
          "This is JDK %d (%s), but Cassandra and Kafka need JDK %d here. Point JAVA_HOME at a JDK %d and start again."
              .formatted(feature, javaHome, JDK, JDK));
    }
  }

  static void disk(List<String> complaints, Path directory, long usableBytes) {
    if (usableBytes < LEAST_DISK_BYTES) {
      complaints.add(
          "Only %d MB are free on the disk of %s, and the servers need %d MB. Free some space, or use a directory on another disk."
              .formatted(usableBytes / MEGABYTE, directory, LEAST_DISK_BYTES / MEGABYTE));
    }
  }

  static void memory(List<String> complaints, int neededMegabytes, long availableBytes) {
    if (availableBytes < neededMegabytes * MEGABYTE) {
      complaints.add(
          "Only %d MB of memory are available, and %d MB are needed. Close other programs, or give the machine or container more memory."
              .formatted(availableBytes / MEGABYTE, neededMegabytes));
    }
  }

  static void port(List<String> complaints, int port, boolean isFree) {
    if (!isFree) {
      complaints.add(
          "Port %d of 127.0.0.1 is taken by another process. End that process (lsof -i :%d names it), or choose another port."
              .formatted(port, port));
    }
  }

  private static long usableBytes(Path directory) {
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      throw new ServerFailure("Could not ask for the free space of " + existing + ".", e);
    }
  }

  /**
   * What programs can still take. Linux counts that for us (its free memory is always near nothing,
   * for the rest caches files); elsewhere, and as the limit of a container, the whole memory must
   * do.
   */
  private static long availableMemoryBytes() {
    long total =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize();
    Path meminfo = Path.of("/proc/meminfo");
    if (!Files.isReadable(meminfo)) {
      return total;
    }
    try {
      for (String line : Files.readAllLines(meminfo)) {
        if (line.startsWith("MemAvailable:")) {
          return Math.min(total, Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
      return total;
    } catch (IOException e) {
      return total;
    }
  }
}
