package dev.annals.testkit.servers;

import java.nio.file.Path;

/** The releases of Kafka whose programs the testkit starts. */
public enum KafkaRelease {
  /** The one that Annals is built against. */
  CURRENT("kafka", "kafka-log4j2.xml", "log4j2.configurationFile"),

  /** The oldest whose Connect worker runs Annals: the last of the line 3, with Log4j 1. */
  OLDEST("kafka-3.9", "kafka-log4j.properties", "log4j.configuration");

  private final String software;
  private final String loggingFile;
  private final String loggingProperty;

  KafkaRelease(String software, String loggingFile, String loggingProperty) {
    this.software = software;
    this.loggingFile = loggingFile;
    this.loggingProperty = loggingProperty;
  }

  /** Whose class path its programs need. */
  String software() {
    return software;
  }

  /** What says how its programs log. */
  String loggingFile() {
    return loggingFile;
  }

  String loggingOption(Path file) {
    return "-D" + loggingProperty + "=" + file.toUri();
  }
}
