package dev.annals.connector.record;

/** The headers Annals adds to what it publishes. Their values are text in UTF-8. */
public final class AnnalsHeaders {
  /** What kind of entity a state is of; events say it as they came in. */
  public static final String ENTITY_TYPE = "ce_entitytype";

  /** Which entity a state is of, as its key does. */
  public static final String ENTITY_ID = "ce_subject";

  /** The media type of a state; events say theirs as they came in. */
  public static final String CONTENT_TYPE = "content-type";

  /** The event's version in its stream, or that of the last event in a state; decimal. */
  public static final String ENTITY_VERSION = "ce_entityversion";

  /** The same as CloudEvents want it: 20 digits, so that it sorts as text. */
  public static final String SEQUENCE = "ce_sequence";

  /** Which of the events that the stored one was split into, from 1; only where it was split. */
  public static final String PART = "ce_part";

  /** How many events the stored one was split into; beside {@link #PART}. */
  public static final String PARTS = "ce_parts";

  /** The id of the store that published the record: its own sink refuses it. */
  public static final String STORE = "annals-store";

  /** {@code accepted}, {@code rejected} or {@code exception}. */
  public static final String OUTCOME = "annals-outcome";

  /** Why it was rejected: {@code version-conflict}, {@code id-reused}, … */
  public static final String REASON = "annals-reason";

  /** The version the writer expected: any, none, exists or a number. */
  public static final String EXPECTED = "annals-expected";

  /** The version the stream was at, decimal; 0 is a stream without events. */
  public static final String ACTUAL = "annals-actual";

  /** The id of the event that stands where this one would have gone. */
  public static final String RIVAL = "annals-rival";

  /** A sentence for people. */
  public static final String MESSAGE = "annals-message";

  /** Where the record came from: {@code name-partition@incarnation:position}. */
  public static final String POSITION = "annals-position";

  /** Why the event is in its stored shape although rules to upcast it are configured. */
  public static final String UPCAST_FAILURE = "annals-upcast-failure";

  /** The run of the replay that published the record; absent on what a tail published. */
  public static final String REPLAY = "annals-replay";

  /**
   * What the store keeps of a replayed event beside its key, value and headers, as a JSON object:
   * entitytype, entityid, version, id, type, schemaversion, contenttype, time, recordedat, part,
   * attributes. Another store takes the event in by it, whatever mapping brought it into this one.
   */
  public static final String EVENT = "annals-event";

  /** Which reducer made a state: {@code name@fingerprint}. */
  public static final String REDUCER = "annals-reducer";

  /** What a record of the control topic tells: {@code replay-finished}, {@code log-repaired}, … */
  public static final String NOTICE = "annals-notice";

  private AnnalsHeaders() {}
}
