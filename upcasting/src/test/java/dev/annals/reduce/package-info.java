/** Tests of reducing. */
@NullMarked
package dev.annals.reduce;

import org.jspecify.annotations.NullMarked;
