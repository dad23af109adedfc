package dev.annals.connector.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.OnConflict;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordMappingTest {
  private static final RecordMapping MAPPING = RecordMapping.of(Preset.CLOUDEVENTS);

  @Test
  void the_fingerprint_is_the_same_for_ever() {
    assertThat(MAPPING.fingerprint()).isEqualTo("d9e92acc2f14dc4424a92f1fcc65634e");
  }

  @Test
  void whatever_changes_events_changes_the_fingerprint() {
    Set<String> fingerprints = new HashSet<>(List.of(MAPPING.fingerprint()));
    for (Meaning meaning : Meaning.values()) {
      Map<Meaning, String> headers = new EnumMap<>(MAPPING.headers());
      headers.put(meaning, "other");
      assertThat(fingerprints.add(with(headers, null, null).fingerprint())).isTrue();
      headers.remove(meaning);
      assertThat(fingerprints.add(with(headers, null, null).fingerprint())).isTrue();
    }
    assertThat(fingerprints.add(with(MAPPING.headers(), "a", null).fingerprint())).isTrue();
    assertThat(fingerprints.add(with(MAPPING.headers(), null, "a").fingerprint())).isTrue();
    assertThat(fingerprints.add(RecordMapping.of(Preset.PLAIN).fingerprint())).isTrue();
    RecordMapping otherBatch =
        new RecordMapping(
            Preset.CLOUDEVENTS,
            MAPPING.headers(),
            null,
            null,
            "application/x",
            OnConflict.REJECT,
            Set.of(),
            VersionMode.NEXT);
    assertThat(fingerprints.add(otherBatch.fingerprint())).isTrue();
  }

  @Test
  void what_a_conflict_does_is_not_part_of_it() {
    RecordMapping facts =
        new RecordMapping(
            Preset.CLOUDEVENTS,
            MAPPING.headers(),
            null,
            null,
            RecordMapping.BATCH_CONTENT_TYPE,
            OnConflict.ACCEPT,
            Set.of("pallet"),
            VersionMode.NEXT);

    assertThat(facts.fingerprint()).isEqualTo(MAPPING.fingerprint());
  }

  private static RecordMapping with(
      Map<Meaning, String> headers, @Nullable String entityType, @Nullable String eventType) {
    return new RecordMapping(
        Preset.CLOUDEVENTS,
        headers,
        entityType,
        eventType,
        RecordMapping.BATCH_CONTENT_TYPE,
        OnConflict.REJECT,
        Set.of(),
        VersionMode.NEXT);
  }
}
