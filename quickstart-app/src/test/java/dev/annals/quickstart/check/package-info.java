/** Holds the judge to the rules of the design, and the check to finding every difference. */
@NullMarked
package dev.annals.quickstart.check;

import org.jspecify.annotations.NullMarked;
