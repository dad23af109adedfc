package dev.annals.connector.record;

import dev.annals.model.Bytes;
import dev.annals.model.store.ReducerId;
import org.jspecify.annotations.Nullable;

/** What a record asks to be done to a stream, other than an append. */
public sealed interface Instruction {
  /**
   * Keep the record's value as the state of the stream.
   *
   * @param reducer what made it: a name and a fingerprint of the application's choice
   * @param version of the last event that went into it, from 1
   * @param state the value
   */
  record TakeSnapshot(ReducerId reducer, long version, Bytes state) implements Instruction {}

  /**
   * Let the stream start at a version, and remove what is below.
   *
   * @param before the version to start at, from 1
   * @param reducer the name of the one whose snapshot makes up for what is removed
   * @param id the very definition of it; absent where any of that name will do
   */
  record Truncate(long before, String reducer, @Nullable ReducerId id) implements Instruction {}
}
