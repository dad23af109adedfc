/**
 * Creates the tables and checks that a store is the one its settings say. Start at {@link
 * dev.annals.store.schema.StoreSchema}.
 */
@NullMarked
package dev.annals.store.schema;

import org.jspecify.annotations.NullMarked;
