/**
 * A store in memory for tests that need one: start at {@link
 * dev.annals.testkit.store.InMemoryStore}.
 */
@NullMarked
package dev.annals.testkit.store;

import org.jspecify.annotations.NullMarked;
