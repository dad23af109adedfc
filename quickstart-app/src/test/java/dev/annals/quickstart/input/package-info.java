/** Holds the reading and counting of a file to its lines. */
@NullMarked
package dev.annals.quickstart.input;

import org.jspecify.annotations.NullMarked;
