package dev.annals.source;

import java.util.List;

/** What a task does, according to its mode: says what to publish next. One thread may use it. */
interface Work {
  /**
   * The records of one poll, in order.
   *
   * @return empty if there is nothing at the moment
   * @throws org.apache.kafka.connect.errors.ConnectException if it cannot go on
   * @throws dev.annals.source.tail.LostEntriesException if the log expired before it was read
   * @throws dev.annals.model.store.StoreException for a fault that waiting does not mend
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  List<Publication> next();
}
