package dev.annals.connector.record;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record says about its event, wherever it says it. */
interface Claims {
  /**
   * The attributes of CloudEvents that an event has a place of its own for, and the one that only
   * says how to read the others.
   */
  Set<String> WITH_PLACE =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "time",
          "datacontenttype",
          "entitytype",
          "schemaversion",
          "expectedversion");

  /** The text of what it says; absent where it says nothing. An empty text is not decodable. */
  @Nullable String text(Meaning meaning) throws NotDecodable;

  /** Where it says so, or could, for messages: {@code header ce_id}. */
  String place(Meaning meaning);

  /** Likewise for an attribute without a {@link Meaning}, which is never under another name. */
  @Nullable String attribute(String name) throws NotDecodable;

  /** Where it says so, or could. */
  String place(String attribute);

  /** What else it says, by the names of CloudEvents: {@code correlationid}. */
  Map<String, String> attributes() throws NotDecodable;
}
