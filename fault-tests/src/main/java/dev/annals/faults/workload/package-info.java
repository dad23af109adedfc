/**
 * Many producers that ask for appends in every way there is, and take down what they asked for.
 * Start with {@link dev.annals.faults.workload.Workload}.
 */
@NullMarked
package dev.annals.faults.workload;

import org.jspecify.annotations.NullMarked;
