/**
 * Every kind of value that Connect knows as bytes to be stored, and back to an equal value. Start
 * at {@link dev.annals.connector.kind.KindWriter}: the way in; and {@link
 * dev.annals.connector.kind.KindReader}: the way out.
 */
@NullMarked
package dev.annals.connector.kind;

import org.jspecify.annotations.NullMarked;
