package dev.annals.source;

import dev.annals.connector.record.Shapes;
import dev.annals.testkit.settings.SettingsContract;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

class FuzzedSourceSettingsTest extends SettingsContract {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  @Override
  protected Connector connector() {
    AnnalsSourceConnector connector = new AnnalsSourceConnector();
    connector.initialize(new NothingStored());
    return connector;
  }

  /** The address is for documentation (RFC 5737): whoever connected to it would hang. */
  @Override
  protected Map<String, String> complete() {
    return Map.of(
        "name",
        "published",
        "connector.class",
        AnnalsSourceConnector.class.getName(),
        "cassandra.contact.points",
        "192.0.2.1:9042",
        "cassandra.local.datacenter",
        "dc1",
        "cassandra.keyspace",
        "annals",
        "key.converter",
        BYTES,
        "value.converter",
        BYTES,
        "header.converter",
        BYTES);
  }

  @Override
  protected void parse(Map<String, String> ofTask) {
    SourceConfig config = new SourceConfig(ofTask);
    config.cassandra();
    config.upcasting();
    config.settings(Shapes.AS_STORED);
  }

  /** A worker that knows no offsets: a replay draws a new run. */
  private static final class NothingStored implements SourceConnectorContext, OffsetStorageReader {
    @Override
    public OffsetStorageReader offsetStorageReader() {
      return this;
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return Map.of();
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      return new HashMap<>();
    }

    @Override
    public void requestTaskReconfiguration() {}

    @Override
    public void raiseError(Exception fault) {}

    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("connectors have none");
    }
  }
}
