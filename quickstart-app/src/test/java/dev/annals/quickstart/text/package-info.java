/** Holds tables to their alignment. */
@NullMarked
package dev.annals.quickstart.text;

import org.jspecify.annotations.NullMarked;
