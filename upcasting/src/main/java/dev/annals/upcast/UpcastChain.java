package dev.annals.upcast;

import dev.annals.model.Fingerprint;
import dev.annals.model.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Upcasters that were checked to fit together. An event goes from its stored shape from step to
 * step until no upcaster takes what it has become. Thread-safe, with upcasters in Java that need
 * not be.
 */
public final class UpcastChain {
  /** Shows everything as it is stored. */
  public static final UpcastChain EMPTY = new UpcastChain(Map.of());

  /** As many as an append may have: what is split must fit there, too. */
  static final int MAX_PARTS = 500;

  private final Map<Shape, Upcaster> steps;

  private UpcastChain(Map<Shape, Upcaster> steps) {
    this.steps = steps;
  }

  /**
   * A chain of these upcasters.
   *
   * @throws BadRulesException if one says no revision, if two take one shape, if they lead in a
   *     circle, or if a step between two of them is missing
   */
  public static UpcastChain of(Collection<? extends Upcaster> upcasters) {
    Map<Shape, Upcaster> steps = new LinkedHashMap<>();
    for (Upcaster upcaster : upcasters) {
      requireRevision(upcaster);
      Upcaster other = steps.putIfAbsent(upcaster.from(), upcaster);
      if (other != null) {
        throw new BadRulesException(
            "%s is for the same step as %s: one event cannot go two ways, take one of them out"
                .formatted(label(upcaster), label(other)));
      }
    }
    ChainCheck.requireNoCircle(steps);
    ChainCheck.requireNoGap(steps);
    return new UpcastChain(steps);
  }

  /** Others' code: a fingerprint that fails would end a task when it starts. */
  private static void requireRevision(Upcaster upcaster) {
    Object answer;
    try {
      answer = upcaster.revision();
    } catch (RuntimeException fault) {
      answer = fault;
    }
    if (!(answer instanceof String)) {
      throw new BadRulesException(
          "%s does not say its revision: %s".formatted(label(upcaster), answer));
    }
  }

  /** For messages: {@code rule 2 (order.placed from 1)}. */
  static String label(Upcaster upcaster) {
    Shape from = upcaster.from();
    return "%s (%s from %d)".formatted(upcaster.name(), from.type(), from.version());
  }

  /** Whether everything is shown as it is stored. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Whether every event stays one event. */
  public boolean isOneToOne() {
    return steps.values().stream().noneMatch(Upcaster::splits);
  }

  /**
   * Changes when an upcaster comes, goes or does something else; not with the order of the rules or
   * with their comments. Of a class it knows the name and {@link Upcaster#revision}.
   */
  public String fingerprint() {
    return Fingerprint.of(steps.values().stream().map(UpcastChain::fingerprint).sorted().toList());
  }

  private static String fingerprint(Upcaster upcaster) {
    return upcaster instanceof JsonRule rule
        ? rule.fingerprint()
        : Fingerprint.of(
            "java",
            upcaster.getClass().getName(),
            upcaster.revision(),
            upcaster.from().toString(),
            fingerprint(upcaster.into()));
  }

  /** Does not depend on the order of the set. */
  static String fingerprint(Set<Shape> shapes) {
    return Fingerprint.of(shapes.stream().map(Shape::toString).sorted().toList());
  }

  /** What a stored event is shown as. */
  public Upcast upcast(RecordedEvent event) {
    Shape stored = new Shape(event.event().type(), event.event().schemaVersion());
    Upcaster first = steps.get(stored);
    if (first == null) {
      return new Upcast.AsStored(event);
    }
    try {
      Content content = Content.of(event, label(first));
      Journey journey = new Journey();
      journey.go(new EventDocument(stored, content.data(), event));
      List<RecordedEvent> shown = new ArrayList<>();
      int parts = journey.isSplit ? journey.arrived.size() : 0;
      for (EventDocument document : journey.arrived) {
        shown.add(content.show(document, journey.isSplit ? shown.size() + 1 : 0, parts));
      }
      return new Upcast.Into(shown, journey.isSplit);
    } catch (UpcastException reason) {
      return new Upcast.Failed(event, String.valueOf(reason.getMessage()));
    }
  }

  /** One event on its way. A chain without a circle ends. */
  private final class Journey {
    private final List<EventDocument> arrived = new ArrayList<>();
    private boolean isSplit;

    void go(EventDocument document) throws UpcastException {
      Upcaster upcaster = steps.get(document.shape());
      if (upcaster == null) {
        arrived.add(document);
        if (arrived.size() > MAX_PARTS) {
          throw new UpcastException("it is split into more than " + MAX_PARTS + " events");
        }
        return;
      }
      isSplit |= upcaster.splits();
      for (EventDocument next : step(upcaster, document)) {
        go(next);
      }
    }
  }

  private static List<EventDocument> step(Upcaster upcaster, EventDocument document)
      throws UpcastException {
    // Code of others may change what it is given, and parts of a split share it.
    EventDocument given =
        upcaster instanceof JsonRule
            ? document
            : document.as(document.shape(), document.data().deepCopy());
    try {
      List<EventDocument> next = ask(upcaster, given);
      requireDeclared(upcaster, next);
      return next;
    } catch (UpcastException reason) {
      throw new UpcastException(label(upcaster) + ": " + reason.getMessage());
    } catch (RuntimeException | StackOverflowError | LinkageError fault) {
      throw new UpcastException(label(upcaster) + ": " + place(fault));
    }
  }

  /** States of several rules are computed at the same time, each on its thread. */
  private static List<EventDocument> ask(Upcaster upcaster, EventDocument given)
      throws UpcastException {
    if (upcaster instanceof JsonRule) {
      return upcaster.upcast(given);
    }
    synchronized (upcaster) {
      return upcaster.upcast(given);
    }
  }

  private static void requireDeclared(Upcaster upcaster, List<EventDocument> next)
      throws UpcastException {
    if (next == null) {
      throw new UpcastException("it gives null: to drop an event, say that it splits and give []");
    }
    if (!upcaster.splits() && next.size() != 1) {
      throw new UpcastException(
          "it makes %d events of one, but does not say that it splits".formatted(next.size()));
    }
    for (EventDocument one : next) {
      if (!upcaster.into().contains(one.shape())) {
        throw new UpcastException(
            "it leads to %s, which is not among what it says it leads to: %s"
                .formatted(one.shape(), upcaster.into()));
      }
    }
  }

  /** What was thrown, and where; not the message, which may quote the data. */
  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0
        ? fault.getClass().getName()
        : fault.getClass().getName() + " at " + trace[0];
  }
}
