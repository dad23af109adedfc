/**
 * What a workload asked for, what it was answered, and what was seen afterwards in topics and
 * tables, one line of JSON each, so that a run can be checked again years later. Start with {@link
 * dev.annals.faults.history.History}.
 */
@NullMarked
package dev.annals.faults.history;

import org.jspecify.annotations.NullMarked;
