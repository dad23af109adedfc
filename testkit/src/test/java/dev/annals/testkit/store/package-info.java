/** Holds the store in memory to the contract. */
@NullMarked
package dev.annals.testkit.store;

import org.jspecify.annotations.NullMarked;
