/**
 * What a store of events offers: {@link dev.annals.model.store.EventStore} keeps streams, {@link
 * dev.annals.model.store.OutcomeLog} keeps what happened, in the order of the sources, {@link
 * dev.annals.model.store.Snapshots} what reducers made of streams.
 *
 * <p>Futures complete on threads of the store: do not block in what hangs on them. A future fails
 * with a {@link dev.annals.model.store.StoreException} for a fault that waiting does not mend; a
 * store that cannot be reached is tried again until it can be, or until the store is closed.
 */
@NullMarked
package dev.annals.model.store;

import org.jspecify.annotations.NullMarked;
