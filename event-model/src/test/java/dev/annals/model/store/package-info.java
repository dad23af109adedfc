/** Tests of the store's types. */
@NullMarked
package dev.annals.model.store;

import org.jspecify.annotations.NullMarked;
