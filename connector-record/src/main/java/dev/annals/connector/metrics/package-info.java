/**
 * The metrics of one task, wherever its worker can show them. Start at {@link
 * dev.annals.connector.metrics.TaskMetrics}.
 */
@NullMarked
package dev.annals.connector.metrics;

import org.jspecify.annotations.NullMarked;
