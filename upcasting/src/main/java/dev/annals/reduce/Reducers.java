package dev.annals.reduce;

import dev.annals.model.store.ReducerId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The reducers that need no definition, by name: {@code json-merge-patch}, and those in Java. */
public final class Reducers {
  private final Map<String, Reducer> byName = new TreeMap<>();

  private Reducers() {
    add(new MergePatch());
  }

  /**
   * The built in one, and those that {@link ServiceLoader} finds: in jars with a file {@code
   * META-INF/services/dev.annals.reduce.Reducer} that names the class, which is public and has a
   * public constructor without parameters. For a connector these are jars beside its own, in the
   * plugin's folder.
   *
   * @throws BadReducersException if one of them cannot be used, or two have one name
   */
  public static Reducers of(ClassLoader loader) {
    Reducers found = new Reducers();
    try {
      for (Reducer reducer : ServiceLoader.load(Reducer.class, loader)) {
        found.add(checked(reducer));
      }
    } catch (ServiceConfigurationError | LinkageError unusable) {
      Throwable cause = unusable.getCause();
      throw new BadReducersException(
          "a reducer in Java cannot be used: " + unusable + (cause == null ? "" : ": " + cause),
          unusable);
    }
    return found;
  }

  /** The built in one, and these; else {@link BadReducersException}. */
  public static Reducers of(Collection<? extends Reducer> reducers) {
    Reducers all = new Reducers();
    reducers.forEach(reducer -> all.add(checked(reducer)));
    return all;
  }

  private void add(Reducer reducer) {
    Reducer other = byName.putIfAbsent(reducer.name(), reducer);
    if (other != null) {
      throw new BadReducersException(
          "%s and %s are both called %s: give one of them another name"
              .formatted(other.getClass().getName(), reducer.getClass().getName(), reducer.name()));
    }
  }

  /** Others' code: whatever it throws is an error in a sentence of ours. */
  private static Reducer checked(Reducer reducer) {
    try {
      new ReducerId(reducer.name(), reducer.fingerprint());
      if (reducer.initial() != null) {
        return reducer;
      }
    } catch (RuntimeException fault) {
      throw new BadReducersException(
          "reducer %s does not say what it is called: %s"
              .formatted(reducer.getClass().getName(), fault),
          fault);
    }
    throw new BadReducersException(
        "reducer %s has no state to begin with: for a state in JSON that is null, give a NullNode"
            .formatted(reducer.getClass().getName()));
  }

  /** The one of this name. */
  public Optional<Reducer> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What they are called. */
  public SortedSet<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
