package dev.annals.faults.history;

/**
 * A row of {@code log}, without its packed entries.
 *
 * @param upto the offset after the last entry
 * @param prev the offset after the shard's entry before; -1 where there is none
 * @param count how many entries
 */
public record SegmentRow(
    int look, int shard, Source source, long first, long upto, long prev, int count)
    implements Entry {}
