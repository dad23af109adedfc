package dev.annals.store.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes through pages, each of which is read when the one before is used up. */
final class LazyPages<T> implements Iterator<T> {
  /**
   * A page.
   *
   * @param next reads the one after it; null for the last
   */
  record Page<T>(List<T> items, @Nullable Supplier<Page<T>> next) {}

  private Iterator<T> items = List.<T>of().iterator();
  private @Nullable Supplier<Page<T>> next;

  LazyPages(Supplier<Page<T>> first) {
    this.next = first;
  }

  @Override
  public boolean hasNext() {
    // A page of streams may have none that was asked for.
    while (!items.hasNext() && next != null) {
      Page<T> page = next.get();
      items = page.items().iterator();
      next = page.next();
    }
    return items.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
