@NullMarked
package dev.annals.faults;

import org.jspecify.annotations.NullMarked;
