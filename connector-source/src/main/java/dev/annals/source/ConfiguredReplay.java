package dev.annals.source;

import dev.annals.connector.record.Shapes;
import dev.annals.connector.upcast.UpcastCounters;
import dev.annals.connector.upcast.UpcastSettings;
import dev.annals.connector.upcast.UpcastSettings.OnFailure;
import dev.annals.connector.upcast.UpcastShapes;
import dev.annals.model.store.Schemas;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.replay.Scope;
import java.util.Map;

/** A replay as its settings describe it, for whoever checks afterwards what became of it. */
public final class ConfiguredReplay {
  private final SourceConfig config;
  private final SourceSettings settings;
  private final OnFailure onFailure;

  /**
   * Reads the settings of a connector that {@link AnnalsSourceConnector#validate} found right, else
   * {@link org.apache.kafka.common.config.ConfigException}.
   */
  public ConfiguredReplay(Map<String, String> properties) {
    this.config = new SourceConfig(properties);
    this.settings = config.settings(Shapes.AS_STORED);
    this.onFailure = config.upcasting().onFailure();
  }

  /** Whether it is a replay at all, which no tail follows. */
  public boolean isReplay() {
    return config.mode() == Mode.REPLAY;
  }

  /** What it publishes. */
  public Scope scope() {
    return settings.replay().scope();
  }

  /** What one of its runs is called in the store. */
  public String rowName(String run) {
    return settings.replay().rowName(run);
  }

  /** What becomes of events whose upcast fails. */
  public OnFailure onFailure() {
    return onFailure;
  }

  /** Whether its converters are handed values with their Connect schemas, not bytes or text. */
  public boolean publishesValues() {
    return settings.forms().value() == PublishedAs.VALUE;
  }

  /**
   * The shapes it publishes events in; those it fails on are told, whatever {@link #onFailure}
   * says. For one thread: each has rules and upcasters of its own, as tasks have.
   */
  public Shapes shapes(Schemas schemas) {
    UpcastSettings telling =
        new UpcastSettings(config.upcasting().chain(), OnFailure.EMIT_AS_STORED, null);
    Shapes shapes = new UpcastShapes(telling, new UpcastCounters());
    return publishesValues() ? new ShapesOfStructs(shapes, schemas) : shapes;
  }
}
