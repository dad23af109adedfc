@NullMarked
package dev.annals.faults.history;

import org.jspecify.annotations.NullMarked;
