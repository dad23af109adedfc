/** Tests of the sink: start at {@link dev.annals.sink.SinkScenario}. */
@NullMarked
package dev.annals.sink;

import org.jspecify.annotations.NullMarked;
