package dev.annals.source.verify;

import dev.annals.connector.kind.Kind;
import dev.annals.connector.kind.KindReader;
import dev.annals.connector.kind.Misfit;
import dev.annals.connector.kind.StoredKinds;
import dev.annals.model.Bytes;
import dev.annals.model.NewEvent;
import dev.annals.model.store.Schemas;
import dev.annals.source.scan.Await;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares payloads: bytes with bytes, and what has a Connect schema by the values it says, since
 * converters need not write a value as a rule does. One thread may use it.
 */
final class Payloads {
  private final StoredKinds original;
  private final StoredKinds copy;
  private final boolean areValues;

  /**
   * For two stores.
   *
   * @param areValues whether payloads went from one to the other with their Connect schemas; as
   *     bytes or text they lose them
   */
  Payloads(Schemas original, Schemas copy, boolean areValues) {
    this.original = new StoredKinds(original);
    this.copy = new StoredKinds(copy);
    this.areValues = areValues;
  }

  /** What differs, as a part of a sentence that quotes no data; empty where both say the same. */
  Optional<String> difference(NewEvent expected, NewEvent found) {
    String schemaId = expected.schemaId();
    if (areValues && !Objects.equals(schemaId, found.schemaId())) {
      return Optional.of(
          "its Connect schema is %s, expected %s"
              .formatted(text(found.schemaId()), text(schemaId)));
    }
    boolean isSame = Objects.equals(expected.payload(), found.payload());
    if (!areValues || schemaId == null) {
      return isSame ? Optional.empty() : otherBytes(expected, found);
    }
    // The same bytes say nothing in a store that has lost their schema.
    Optional<Kind> shown = Await.answer(original.find(schemaId));
    Optional<Kind> kept = Await.answer(copy.find(schemaId));
    if (shown.isEmpty() || kept.isEmpty()) {
      return Optional.of(
          "its Connect schema %s is missing from table schemas of the %s"
              .formatted(schemaId, shown.isEmpty() ? "original" : "copy"));
    }
    try {
      return isSame || value(shown.get(), expected).equals(value(kept.get(), found))
          ? Optional.empty()
          : otherBytes(expected, found);
    } catch (Misfit misfit) {
      return Optional.of(
          "its payload is not of its Connect schema %s: %s"
              .formatted(schemaId, misfit.getMessage()));
    }
  }

  private static Optional<Object> value(Kind kind, NewEvent event) {
    return Optional.ofNullable(PlainValues.of(KindReader.read(kind, event.payload()).value()));
  }

  private static Optional<String> otherBytes(NewEvent expected, NewEvent found) {
    return Optional.of(
        "its payload is %s, expected %s"
            .formatted(text(found.payload()), text(expected.payload())));
  }

  private static String text(@Nullable String schemaId) {
    return schemaId == null ? "absent" : schemaId;
  }

  /** Size and hash: what is in it belongs nowhere else. */
  static String text(@Nullable Bytes bytes) {
    if (bytes == null) {
      return "absent";
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toArray());
      return "%d bytes (sha-256 %s…)".formatted(bytes.size(), HexFormat.of().formatHex(hash, 0, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
