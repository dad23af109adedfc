/**
 * Archives of a product that breaks a promise, to show that the checker finds it. Start with {@link
 * dev.annals.faults.mutants.Mutant}.
 */
@NullMarked
package dev.annals.faults.mutants;

import org.jspecify.annotations.NullMarked;
