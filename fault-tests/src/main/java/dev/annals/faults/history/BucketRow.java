package dev.annals.faults.history;

import org.jspecify.annotations.Nullable;

/** The static columns of a bucket of {@code events}. */
public record BucketRow(
    int look,
    StreamName stream,
    long bucket,
    @Nullable Long head,
    @Nullable Long first,
    boolean closed)
    implements Entry {}
