@NullMarked
package dev.annals.faults.fuzz;

import org.jspecify.annotations.NullMarked;
