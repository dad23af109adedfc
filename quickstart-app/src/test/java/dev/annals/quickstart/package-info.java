/** Holds the command line and its answers to what --help says. */
@NullMarked
package dev.annals.quickstart;

import org.jspecify.annotations.NullMarked;
