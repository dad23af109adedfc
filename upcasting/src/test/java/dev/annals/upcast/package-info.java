/** Tests of upcasting. */
@NullMarked
package dev.annals.upcast;

import org.jspecify.annotations.NullMarked;
