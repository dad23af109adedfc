/** Specifications that hold, and that do not. */
@NullMarked
package dev.annals.testkit.spec;

import org.jspecify.annotations.NullMarked;
