package dev.annals.faults.checker;

/** The promises of the design, and what makes their answers explainable. */
public enum Invariant {
  /** Versions of a stream are without a hole, each written once, never changed. */
  DENSE,
  /** A position appends at most once; an event id has one version, within the window. */
  ONCE,
  /** An outcome that was reported never changes. */
  DECIDED,
  /** Every position below upto has its outcome, and what is to be published of it is. */
  COMPLETE,
  /** A stream's versions are published in order, each exactly once. */
  ORDERED,
  /** Some order of the requests, each between its sending and its answer, explains all answers. */
  LINEARIZABLE,
  /** Memory does not depend on how many streams and events there are. By heaps, run by run. */
  BOUNDED
}
