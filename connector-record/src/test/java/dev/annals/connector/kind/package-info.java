/** Tests of this package. */
@NullMarked
package dev.annals.connector.kind;

import org.jspecify.annotations.NullMarked;
