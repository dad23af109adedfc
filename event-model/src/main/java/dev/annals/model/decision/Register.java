package dev.annals.model.decision;

/**
 * How far a source is processed in one stream: the memory that makes ONCE hold. Everything of the
 * source at or below the position is decided for this stream.
 *
 * @param position the last position processed
 * @param lastVersion the version of the last event accepted from the source; 0 if none was
 */
public record Register(long position, long lastVersion) {}
