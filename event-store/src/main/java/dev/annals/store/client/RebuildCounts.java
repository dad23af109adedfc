package dev.annals.store.client;

import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import java.util.ArrayList;
import java.util.List;

/** Counts what a rebuild does. Guarded by itself. */
final class RebuildCounts {
  private final TokenRange range;
  private final List<String> failures = new ArrayList<>();
  private TokenRange rest;
  private boolean finished;
  private long looked;
  private long ofType;
  private long written;
  private long failed;

  RebuildCounts(TokenRange range) {
    this.range = range;
    this.rest = range;
  }

  synchronized void written() {
    written++;
  }

  synchronized void failed(String failure) {
    failed++;
    if (failures.size() < RebuildProgress.MOST_FAILURES) {
      failures.add(failure);
    }
  }

  /** All streams of a page are done. */
  synchronized void done(StreamPage page, int pageOfType) {
    looked += page.streams().size();
    ofType += pageOfType;
    rest = rest.after(page.lastToken());
    finished = page.finished();
  }

  synchronized TokenRange rest() {
    return rest;
  }

  synchronized RebuildProgress progress() {
    double length = (double) range.endInclusive() - range.startExclusive();
    double done = (double) rest.startExclusive() - range.startExclusive();
    double share = finished || length == 0 ? 1 : done / length;
    return new RebuildProgress(looked, ofType, written, failed, failures, rest, share, finished);
  }
}
