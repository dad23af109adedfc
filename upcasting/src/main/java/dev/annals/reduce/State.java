package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.StreamId;

/**
 * What the events of a stream amount to, up to a version.
 *
 * @param stream whose
 * @param version of the last event in it; 0 before the first. An application that decides by the
 *     state appends with it as the expected version.
 * @param document the state; not to be changed
 */
public record State(StreamId stream, long version, JsonNode document) {}
