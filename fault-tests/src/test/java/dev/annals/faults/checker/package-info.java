@NullMarked
package dev.annals.faults.checker;

import org.jspecify.annotations.NullMarked;
