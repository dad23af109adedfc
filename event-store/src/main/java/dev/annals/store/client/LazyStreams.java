package dev.annals.store.client;

import dev.annals.model.StreamId;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.store.client.LazyPages.Page;

/** Pages of streams that are looked for when they are needed. */
final class LazyStreams {
  private static final int SCANNED = 1_000;

  private LazyStreams() {}

  static Page<StreamId> page(AsyncAnnalsClient client, String entityType, TokenRange range) {
    StreamPage page = Waiting.forAnswer(client.streams(entityType, range, SCANNED));
    return new Page<>(
        page.streams(),
        page.finished() ? null : () -> page(client, entityType, range.after(page.lastToken())));
  }
}
