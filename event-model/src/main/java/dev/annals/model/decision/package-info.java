/**
 * Decides what becomes of appends to one stream, without touching anything: start at {@link
 * dev.annals.model.decision.AppendDecision}.
 */
@NullMarked
package dev.annals.model.decision;

import org.jspecify.annotations.NullMarked;
