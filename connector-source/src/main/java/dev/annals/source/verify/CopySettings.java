package dev.annals.source.verify;

import dev.annals.connector.config.CassandraConfig;
import dev.annals.connector.config.ConfigFindings;
import dev.annals.connector.config.MappingConfig;
import dev.annals.connector.record.VersionMode;
import dev.annals.source.AnnalsSourceConnector;
import dev.annals.source.ConfiguredReplay;
import dev.annals.store.CassandraSettings;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Two stores, and how one is to become the other.
 *
 * @param original where it is
 * @param replay what is published of it, and in which shape
 * @param copy where it is
 * @param versions which versions events have there
 */
record CopySettings(
    CassandraSettings original,
    ConfiguredReplay replay,
    CassandraSettings copy,
    VersionMode versions) {
  /** What counts of a sink: it has more settings, of which none changes what is to be there. */
  private static final ConfigDef OF_SINK = new ConfigDef();

  static {
    CassandraConfig.define(OF_SINK);
    MappingConfig.define(OF_SINK);
  }

  static CopySettings read(Arguments arguments) throws CannotVerify {
    ConnectorFile source = ConnectorFile.read(arguments.replay());
    ConnectorFile sink = ConnectorFile.read(arguments.sink());
    ConfiguredReplay replay = replay(source);
    VersionMode versions = versions(sink);
    requireName(arguments, source);
    return new CopySettings(
        source.cassandra(new AnnalsSourceConnector().config()),
        replay,
        sink.cassandra(OF_SINK),
        versions);
  }

  private static ConfiguredReplay replay(ConnectorFile file) throws CannotVerify {
    AnnalsSourceConnector connector = new AnnalsSourceConnector();
    file.requireClass("AnnalsSourceConnector", "the source connector that replays the original");
    file.requireWrittenOut(connector.config().names());
    file.requireRight(connector.validate(file.settings()).configValues());
    ConfiguredReplay replay = new ConfiguredReplay(file.settings());
    if (!replay.isReplay()) {
      throw new CannotVerify(
          file.file() + ": mode is not replay, and a copy is made by a replay: name its file");
    }
    return replay;
  }

  private static VersionMode versions(ConnectorFile file) throws CannotVerify {
    file.requireClass("AnnalsSinkConnector", "the sink connector that writes the copy");
    file.requireWrittenOut(OF_SINK.names());
    Config checked = new Config(OF_SINK.validate(file.settings()));
    ConfigFindings findings = new ConfigFindings(checked, file.settings());
    CassandraConfig.validate(findings);
    MappingConfig.validate(findings);
    file.requireRight(checked.configValues());
    VersionMode versions =
        VersionMode.of(
            file.settings().getOrDefault(MappingConfig.VERSION_MODE, VersionMode.NEXT.text()));
    if (versions == VersionMode.NEXT) {
      throw new CannotVerify(
          "%s: version.mode is next, and such a sink makes no copy: it takes preserve or renumber"
              .formatted(file.file()));
    }
    return versions;
  }

  /** The store knows runs by the connector's name, too. */
  private static void requireName(Arguments arguments, ConnectorFile source) throws CannotVerify {
    if (arguments.run() != null && !source.settings().containsKey("name")) {
      throw new CannotVerify(
          "%s does not say the connector's name, which --run needs: add it, as in {\"name\": \"…\", \"config\": {…}}"
              .formatted(source.file()));
    }
  }
}
