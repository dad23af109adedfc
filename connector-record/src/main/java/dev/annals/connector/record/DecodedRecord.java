package dev.annals.connector.record;

import dev.annals.model.AppendRequest;
import dev.annals.model.NewEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;

/** What {@link RecordDecoder} made of a record. */
public sealed interface DecodedRecord {
  /** Where the record stands in its source. */
  SourcePosition at();

  /**
   * The record asks for an append.
   *
   * @param request what to append, to which stream
   * @param needed what has to be stored before
   */
  record Append(AppendRequest request, NeededSchemas needed) implements DecodedRecord {
    @Override
    public SourcePosition at() {
      return request.at();
    }
  }

  /**
   * The record asks for something else to be done to a stream.
   *
   * @param event the record as it is kept where it is rejected; it never is in a stream
   * @param needed what has to be stored before it is kept
   */
  record Control(
      SourcePosition at,
      StreamId stream,
      Instruction instruction,
      NewEvent event,
      NeededSchemas needed)
      implements DecodedRecord {}

  /**
   * The record can be read as neither.
   *
   * @param message a sentence that names topic-partition@offset and says what to do
   * @param raw the record as far as it can be kept: of type {@link RecordDecoder#UNDECODABLE}, with
   *     value, key, headers and timestamp; without what does not fit the size limit
   */
  record Undecodable(SourcePosition at, String message, NewEvent raw) implements DecodedRecord {}
}
