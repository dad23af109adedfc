/**
 * Looks at topics and tables on its own, by the clients of Kafka and Cassandra and nothing else,
 * and takes down what it sees. Start with {@link dev.annals.faults.observer.OutputObserver} and
 * {@link dev.annals.faults.observer.TableObserver}.
 */
@NullMarked
package dev.annals.faults.observer;

import org.jspecify.annotations.NullMarked;
