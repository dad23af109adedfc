package dev.annals.model.store;

/**
 * Where a segment lies, without what is in it.
 *
 * @param first the position of its first entry
 * @param upto the position after its last entry
 * @param previous see {@link Segment#previous()}
 */
public record SegmentRange(long first, long upto, long previous) {}
