/**
 * The words of Annals as types: streams, events, sources, expected versions and outcomes. Start at
 * {@link dev.annals.model.AppendRequest}: what is asked; and {@link dev.annals.model.Outcome}: what
 * is answered.
 */
@NullMarked
package dev.annals.model;

import org.jspecify.annotations.NullMarked;
