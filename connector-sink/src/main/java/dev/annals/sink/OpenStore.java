package dev.annals.sink;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;

/**
 * A store that can be reached.
 *
 * @param events keeps the streams; closed with the task
 * @param log keeps the outcomes
 */
record OpenStore(EventStore events, OutcomeLog log) {}
