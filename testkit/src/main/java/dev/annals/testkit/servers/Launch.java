package dev.annals.testkit.servers;

import java.util.List;
import java.util.Map;

/**
 * All that a {@link Host} needs to know to run a server.
 *
 * @param files what the server reads before it serves, by name, to be written to the host's
 *     directory
 * @param preparations what has to run once, one after the other, before the first start
 * @param server what runs then, at every start
 * @param port what clients use, the same for the server and for them
 * @param settings the server's settings, which one of the files holds too: some images want them in
 *     their own way
 */
record Launch(
    Map<String, List<String>> files,
    List<ServerCommand> preparations,
    ServerCommand server,
    int port,
    Map<String, String> settings) {

  /** The same with these variables in the environment of the server's process. */
  Launch in(Map<String, String> environment) {
    return new Launch(files, preparations, server.in(environment), port, settings);
  }
}
