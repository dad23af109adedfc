package dev.annals.faults.history;

/** Which stream: all events of one entity. */
public record StreamName(String entityType, String entityId) {
  @Override
  public String toString() {
    return entityType + "/" + entityId;
  }
}
