package dev.annals.faults.history;

/**
 * What a worker's live objects took when it had nothing to do, after all garbage was collected.
 *
 * @param worker {@code host:port}
 * @param pid of its process, another one after a restart
 * @param episode from 1
 * @param streams how many the run had made till then
 * @param events how many those had
 */
public record HeapUsed(
    String worker, long pid, int episode, long bytes, long streams, long events, long at)
    implements Entry {}
