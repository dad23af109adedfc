/**
 * Records of all kinds of nonsense, and good ones among them, made from a seed; and the check that
 * each of them came to exactly one outcome. Start with {@link dev.annals.faults.fuzz.Fuzzer} and
 * {@link dev.annals.faults.fuzz.Audit}.
 */
@NullMarked
package dev.annals.faults.fuzz;

import org.jspecify.annotations.NullMarked;
