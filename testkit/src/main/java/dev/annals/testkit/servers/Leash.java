package dev.annals.testkit.servers;

import java.io.File;
import java.nio.file.Files;
import java.util.Arrays;

/**
 * The main class of every server process: it ends the process when its owner is gone, however that
 * came about (also by SIGKILL, after which no shutdown hook runs), and otherwise is the server.
 *
 * <p>Arguments: the owner's pid, the directory to delete at the owner's end, the server's main
 * class, and the server's arguments. Needs the JDK only, and no class that would be loaded late:
 * the class path may be rebuilt while the server runs.
 */
final class Leash {
  private static final long LOOK_EVERY_MS = 250;

  private Leash() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    long owner = Long.parseLong(arguments[0]);
    File data = new File(arguments[1]);
    Thread watch = new Thread(() -> haltWithout(owner, data), "annals-leash");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 3, arguments.length);
    Class.forName(arguments[2]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void haltWithout(long owner, File data) {
    try {
      ProcessHandle process = ProcessHandle.of(owner).orElse(null);
      while (process != null && isAlive(process)) {
        Thread.sleep(LOOK_EVERY_MS);
      }
      delete(data);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a server on its way out.
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  /**
   * Whether the process runs. One that ended while nobody waited for it, as happens in containers,
   * stays in the process table and counts as alive for the JDK; but it has no command any more.
   */
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Deletes what can be deleted, and follows no links. */
  static void delete(File file) {
    File[] children = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
    }
    file.delete();
  }
}
