/**
 * The worst moments between a driver and Cassandra: requests that do not arrive, and answers that
 * do not come back. Start at {@link dev.annals.testkit.proxy.CqlProxy}.
 */
@NullMarked
package dev.annals.testkit.proxy;

import org.jspecify.annotations.NullMarked;
