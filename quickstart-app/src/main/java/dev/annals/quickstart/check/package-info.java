/**
 * What had to become of the records that were sent, and what did. {@link
 * dev.annals.quickstart.check.Judge} works out the first from the topics alone, {@link
 * dev.annals.quickstart.check.Observed} holds the second, {@link dev.annals.quickstart.check.Check}
 * names every difference.
 */
@NullMarked
package dev.annals.quickstart.check;

import org.jspecify.annotations.NullMarked;
