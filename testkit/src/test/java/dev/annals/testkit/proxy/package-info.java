@NullMarked
package dev.annals.testkit.proxy;

import org.jspecify.annotations.NullMarked;
