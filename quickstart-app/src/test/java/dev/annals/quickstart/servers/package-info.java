/** Holds the examples to what becomes of them on this machine. */
@NullMarked
package dev.annals.quickstart.servers;

import org.jspecify.annotations.NullMarked;
