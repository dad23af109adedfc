@NullMarked
package dev.annals.source.state;

import org.jspecify.annotations.NullMarked;
