/**
 * Anybody's events, from a file with a structured CloudEvent on each line. Start at {@link
 * dev.annals.quickstart.input.InputRun}.
 */
@NullMarked
package dev.annals.quickstart.input;

import org.jspecify.annotations.NullMarked;
