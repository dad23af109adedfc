@NullMarked
package dev.annals.faults.observer;

import org.jspecify.annotations.NullMarked;
