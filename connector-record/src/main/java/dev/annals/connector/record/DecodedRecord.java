package dev.annals.connector.record;

import dev.annals.model.AppendRequest;
import dev.annals.model.NewEvent;
import dev.annals.model.SourcePosition;

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
   * The record cannot be read as an append.
   *
   * @param message a sentence that names topic-partition@offset and says what to do
   * @param raw the record as far as it can be kept: of type {@link RecordDecoder#UNDECODABLE}, with
   *     value, key, headers and timestamp; without what does not fit the size limit
   */
  record Undecodable(SourcePosition at, String message, NewEvent raw) implements DecodedRecord {}
}
