/**
 * Upcasting as connectors do it: rules and upcasters put together, and what becomes of an event
 * whose upcast fails. Start at {@link dev.annals.connector.upcast.UpcastShapes}.
 */
@NullMarked
package dev.annals.connector.upcast;

import org.jspecify.annotations.NullMarked;
