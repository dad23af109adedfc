@NullMarked
package dev.annals.faults.workload;

import org.jspecify.annotations.NullMarked;
