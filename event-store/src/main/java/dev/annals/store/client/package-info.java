/**
 * What an application uses: reading streams, loading them as their state, snapshots, and the end
 * and the beginning of streams. Start at {@link dev.annals.store.client.AnnalsClient}, whose calls
 * wait, or at {@link dev.annals.store.client.AsyncAnnalsClient}, whose do not.
 */
@NullMarked
package dev.annals.store.client;

import org.jspecify.annotations.NullMarked;
