/**
 * Holds a history against the promises, without a class of what it checks: what it knows of Annals
 * is what the promises say. Start with {@link dev.annals.faults.checker.Checker}.
 */
@NullMarked
package dev.annals.faults.checker;

import org.jspecify.annotations.NullMarked;
