/**
 * Upcasting: what was stored in an old shape is shown in the shape of today. Stored bytes never
 * change. Knows no Kafka. Start at {@link dev.annals.upcast.UpcastChain}; an upcaster in Java
 * implements {@link dev.annals.upcast.Upcaster}, rules in JSON are read by {@link
 * dev.annals.upcast.JsonRules}.
 */
@NullMarked
package dev.annals.upcast;

import org.jspecify.annotations.NullMarked;
