/** Tests of the types. */
@NullMarked
package dev.annals.model;

import org.jspecify.annotations.NullMarked;
