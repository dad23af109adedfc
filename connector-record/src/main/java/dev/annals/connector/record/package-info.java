/**
 * Kafka Connect records to events and back, side by side. Start at {@link
 * dev.annals.connector.record.RecordDecoder}: the way in; and {@link
 * dev.annals.connector.record.RecordEncoder}: the way out. {@link
 * dev.annals.connector.record.RecordMapping} says which header means what.
 */
@NullMarked
package dev.annals.connector.record;

import org.jspecify.annotations.NullMarked;
