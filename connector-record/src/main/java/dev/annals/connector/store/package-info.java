/**
 * The store as a task has it: being opened for as long as that takes. Start at {@link
 * dev.annals.connector.store.StoreConnection}.
 */
@NullMarked
package dev.annals.connector.store;

import org.jspecify.annotations.NullMarked;
