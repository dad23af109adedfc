/**
 * Values of Kafka Connect, drawn at random. Start at {@link
 * dev.annals.testkit.value.RandomSchemas}.
 */
@NullMarked
package dev.annals.testkit.value;

import org.jspecify.annotations.NullMarked;
