/**
 * What payloads were before they were bytes: tables {@code schemas} and {@code schema_uses}. Start
 * at {@link dev.annals.store.payload.CassandraSchemas}.
 */
@NullMarked
package dev.annals.store.payload;

import org.jspecify.annotations.NullMarked;
