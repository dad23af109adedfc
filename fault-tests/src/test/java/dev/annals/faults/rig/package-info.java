@NullMarked
package dev.annals.faults.rig;

import org.jspecify.annotations.NullMarked;
