package dev.annals.source;

import java.util.Map;

/**
 * What the converters of a connector are handed.
 *
 * @param key by its {@code key.converter}
 * @param value by its {@code value.converter}
 */
record PublishedForms(PublishedAs key, PublishedAs value) {
  static PublishedForms of(Map<String, String> properties) {
    return new PublishedForms(
        PublishedAs.of(properties.get("key.converter")),
        PublishedAs.of(properties.get("value.converter")));
  }
}
