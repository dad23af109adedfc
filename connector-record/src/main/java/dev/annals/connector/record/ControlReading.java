package dev.annals.connector.record;

import dev.annals.model.Bytes;
import dev.annals.model.Excerpt;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;

/**
 * Reads what a control record asks for.
 *
 * @param type what kind of record, none that is an event
 * @param claimed what it says
 * @param stream whose
 */
record ControlReading(ControlType type, Claimed claimed, StreamId stream) {
  /** The attribute that names a version, as on every record that is published. */
  private static final String VERSION = "entityversion";

  /** The attribute that names a reducer. */
  private static final String REDUCER = "reducer";

  /**
   * The instruction.
   *
   * @param event the record as an event: its payload is the state
   */
  Instruction instruction(NewEvent event) throws NotDecodable {
    if (!claimed.expectedVersion().equals(ExpectedVersion.ANY)) {
      throw new NotDecodable(
          "%s is no append, and has no expected version: leave it out".formatted(type.text()));
    }
    return type == ControlType.SNAPSHOT ? snapshot(event) : truncation();
  }

  private Instruction snapshot(NewEvent event) throws NotDecodable {
    if (claimed.claims() instanceof CloudEventClaims) {
      throw new NotDecodable(
          "the value of %s is the state itself, not a CloudEvent around it: send the state as it is, and the rest in headers"
              .formatted(type.text()));
    }
    Bytes state = event.payload();
    if (state == null) {
      throw new NotDecodable(
          "%s has no value, but its value is the state: send one".formatted(type.text()));
    }
    if (state.size() > Snapshot.MAX_STATE_BYTES) {
      throw new NotDecodable(
          "the state has %,d bytes, but a snapshot at most %,d: keep less in it"
              .formatted(state.size(), Snapshot.MAX_STATE_BYTES));
    }
    long version = version("the version of the last event in the state");
    String reducer = reducer("name@fingerprint of what made the state, such as order-view@3");
    if (reducer.indexOf('@') < 0) {
      throw new NotDecodable(
          "%s: '%s' has no fingerprint: write name@fingerprint, such as order-view@3, with another fingerprint each time the state changes its meaning"
              .formatted(claimed.claims().place(REDUCER), Excerpt.of(reducer)));
    }
    return new Instruction.TakeSnapshot(id(reducer), version, state);
  }

  private Instruction truncation() throws NotDecodable {
    long before = version("the version the stream is to start at");
    String reducer = reducer("the reducer whose snapshot makes up for what is removed");
    if (reducer.indexOf('@') < 0) {
      return new Instruction.Truncate(before, id(reducer + "@any").name(), null);
    }
    ReducerId id = id(reducer);
    return new Instruction.Truncate(before, id.name(), id);
  }

  private long version(String what) throws NotDecodable {
    String text = needed(VERSION, what);
    try {
      long version = Long.parseLong(text);
      if (version >= 1) {
        return version;
      }
    } catch (NumberFormatException noNumber) {
      // falls through to the same sentence
    }
    throw new NotDecodable(
        "%s: version '%s' is not a whole number from 1"
            .formatted(claimed.claims().place(VERSION), Excerpt.of(text)));
  }

  private String reducer(String what) throws NotDecodable {
    return needed(REDUCER, what);
  }

  private String needed(String attribute, String what) throws NotDecodable {
    String text = claimed.claims().attribute(attribute);
    if (text == null) {
      throw new NotDecodable(
          "%s says no %s: say in %s %s"
              .formatted(type.text(), attribute, claimed.claims().place(attribute), what));
    }
    return text;
  }

  private ReducerId id(String text) throws NotDecodable {
    int at = text.indexOf('@');
    try {
      ReducerId id = new ReducerId(text.substring(0, at), text.substring(at + 1));
      if (id.fitsBeside(stream)) {
        return id;
      }
    } catch (IllegalArgumentException wrong) {
      throw new NotDecodable(claimed.claims().place(REDUCER) + ": " + wrong.getMessage());
    }
    throw new NotDecodable(
        "the stream's id is too long for snapshots by reducer %s: use a shorter one"
            .formatted(text));
  }
}
