/** Tests of how the client waits. */
@NullMarked
package dev.annals.store.client;

import org.jspecify.annotations.NullMarked;
