/**
 * Topics as plain clients see them: {@link dev.annals.quickstart.kafka.Topics} to make and list
 * them, {@link dev.annals.quickstart.kafka.TopicReader} to read them to their end.
 */
@NullMarked
package dev.annals.quickstart.kafka;

import org.jspecify.annotations.NullMarked;
