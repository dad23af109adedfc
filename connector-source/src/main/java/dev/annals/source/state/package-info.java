/**
 * Which states of streams are published, and what they are; knows no Kafka. Start at {@link
 * dev.annals.source.state.States}.
 */
@NullMarked
package dev.annals.source.state;

import org.jspecify.annotations.NullMarked;
