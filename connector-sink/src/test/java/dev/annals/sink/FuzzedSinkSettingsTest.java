package dev.annals.sink;

import dev.annals.testkit.settings.SettingsContract;
import java.util.Map;
import org.apache.kafka.connect.connector.Connector;

class FuzzedSinkSettingsTest extends SettingsContract {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  @Override
  protected Connector connector() {
    return new AnnalsSinkConnector();
  }

  /** The address is for documentation (RFC 5737): whoever connected to it would hang. */
  @Override
  protected Map<String, String> complete() {
    return Map.of(
        "name", "orders",
        "connector.class", AnnalsSinkConnector.class.getName(),
        "topics", "orders",
        "cassandra.contact.points", "192.0.2.1:9042",
        "cassandra.local.datacenter", "dc1",
        "cassandra.keyspace", "annals",
        "key.converter", BYTES,
        "value.converter", BYTES,
        "header.converter", BYTES);
  }

  @Override
  protected void parse(Map<String, String> ofTask) {
    new SinkConfig(ofTask).settings();
  }
}
