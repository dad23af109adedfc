package dev.annals.connector.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sink names the sources it reads.
 *
 * @param template the name, with <code>${topic}</code> in it
 * @param incarnation which life of the topic it is, where it was set; else the topic's id tells,
 *     where there are admin settings
 * @param admin settings of the client that asks for the topic's id; none: it is not asked for
 */
public record SourceNaming(
    String template, @Nullable String incarnation, Map<String, Object> admin) {
  /** Copies the settings. */
  public SourceNaming {
    admin = Map.copyOf(admin);
  }

  /** The name of the source a topic is. */
  public String name(String topic) {
    return template.replace("${topic}", topic);
  }

  /** Without the settings of the client, which hold secrets. */
  @Override
  public String toString() {
    return "source.name=" + template + ", source.incarnation=" + incarnation;
  }
}
