/** Tests of the metrics; they need no process. */
@NullMarked
package dev.annals.connector.metrics;

import org.jspecify.annotations.NullMarked;
