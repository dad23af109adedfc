package dev.annals.upcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what would keep events from arriving at the shape of today. */
final class ChainCheck {
  /** As many as a thread's stack holds easily, and more than a hundred years of releases. */
  private static final int LONGEST = 500;

  private final Map<Shape, Upcaster> steps;
  private final Map<Shape, Integer> lengths = new HashMap<>();
  private final List<Shape> way = new ArrayList<>();

  private ChainCheck(Map<Shape, Upcaster> steps) {
    this.steps = steps;
  }

  /** Refuses steps that lead back to where they started, or without end. */
  static void requireNoCircle(Map<Shape, Upcaster> steps) {
    ChainCheck check = new ChainCheck(steps);
    steps.keySet().forEach(check::follow);
  }

  /** How many steps there are from here, at most. */
  private int follow(Shape shape) {
    Upcaster upcaster = steps.get(shape);
    Integer known = lengths.get(shape);
    if (upcaster == null || known != null) {
      return known == null ? 0 : known;
    }
    int before = way.indexOf(shape);
    if (before >= 0) {
      throw new BadRulesException(circle(way.subList(before, way.size())));
    }
    way.add(shape);
    requireShort(upcaster, way.size());
    int length = 1;
    for (Shape next : upcaster.into()) {
      length = Math.max(length, 1 + follow(next));
    }
    requireShort(upcaster, length);
    way.remove(way.size() - 1);
    lengths.put(shape, length);
    return length;
  }

  private static void requireShort(Upcaster upcaster, int length) {
    if (length > LONGEST) {
      throw new BadRulesException(
          "%s is in a chain of more than %d steps: lead old versions to a later one directly"
              .formatted(UpcastChain.label(upcaster), LONGEST));
    }
  }

  private String circle(List<Shape> shapes) {
    StringBuilder text = new StringBuilder();
    for (Shape shape : shapes) {
      text.append(shape).append(" -> ");
    }
    return "%s leads in a circle: %s%s. An event would never arrive: take one step out"
        .formatted(UpcastChain.label(step(shapes.get(0))), text, shapes.get(0));
  }

  private Upcaster step(Shape shape) {
    Upcaster upcaster = steps.get(shape);
    if (upcaster == null) {
      throw new IllegalStateException("no step from " + shape);
    }
    return upcaster;
  }

  /** Refuses a step that leads to a version at which events stay, while later ones go on. */
  static void requireNoGap(Map<Shape, Upcaster> steps) {
    for (Upcaster upcaster : steps.values()) {
      for (Shape target : upcaster.into()) {
        Upcaster later = steps.containsKey(target) ? null : nextAfter(target, steps);
        if (later != null) {
          throw new BadRulesException(
              "%s leads to %s, where nothing goes on, although %s does: the step between is missing"
                  .formatted(UpcastChain.label(upcaster), target, UpcastChain.label(later)));
        }
      }
    }
  }

  private static @Nullable Upcaster nextAfter(Shape shape, Map<Shape, Upcaster> steps) {
    Upcaster next = null;
    for (Upcaster upcaster : steps.values()) {
      Shape from = upcaster.from();
      boolean isLater = from.type().equals(shape.type()) && from.version() > shape.version();
      if (isLater && (next == null || from.version() < next.from().version())) {
        next = upcaster;
      }
    }
    return next;
  }
}
