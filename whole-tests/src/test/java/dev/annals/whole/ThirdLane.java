package dev.annals.whole;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A class of tests that wait for connectors of their own most of the time: one such class at a
 * time, beside the others of the shared whole and those of {@link Breakable}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the third lane")
@ResourceLock(value = ThirdLane.SHARED_WORKER, mode = ResourceAccessMode.READ)
@interface ThirdLane {
  /** Who kills the worker of the shared whole takes it for himself. */
  String SHARED_WORKER = "the worker of the shared whole";
}
