/**
 * Tests of the append decision, as tables: start at {@link dev.annals.model.decision.Notation},
 * which says how to read them.
 */
@NullMarked
package dev.annals.model.decision;

import org.jspecify.annotations.NullMarked;
