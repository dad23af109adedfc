package dev.annals.quickstart;

import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Screen;
import dev.annals.testkit.servers.ServerFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The program behind {@code ./quickstart}. */
public final class Main {
  /** All went as it should. */
  static final int AS_IT_SHOULD = 0;

  /** Something differs from what had to come out. */
  static final int DIFFERENT = 1;

  /** The command could not do its work. */
  static final int FAILED = 2;

  private Main() {}

  /**
   * Does what the words ask for and ends the process with the code that {@code --help} explains.
   */
  public static void main(String[] words) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.exit(run(List.of(words), new Screen(out)));
  }

  private static int run(List<String> words, Screen screen) {
    Path root = Path.of(System.getProperty("annals.root", "")).toAbsolutePath();
    try {
      return new Quickstart(root, screen).run(Command.parse(words));
    } catch (Complaint | ServerFailure e) {
      System.err.println(e.getMessage());
      return FAILED;
    } catch (Exception e) {
      System.err.println("Something went wrong that should not:");
      e.printStackTrace();
      return FAILED;
    }
  }
}
