/** Tests of records and events; they need no process. */
@NullMarked
package dev.annals.connector.record;

import org.jspecify.annotations.NullMarked;
