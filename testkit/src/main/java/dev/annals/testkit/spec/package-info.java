/**
 * Given, when, then: what reducers, upcasters and decisions do, without any server. Start at {@link
 * dev.annals.testkit.spec.ReducerSpec} and {@link dev.annals.testkit.spec.UpcastSpec}.
 */
@NullMarked
package dev.annals.testkit.spec;

import org.jspecify.annotations.NullMarked;
