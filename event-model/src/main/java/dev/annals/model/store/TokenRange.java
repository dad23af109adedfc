package dev.annals.model.store;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the ring that streams are spread over by a hash, Murmur3 in Cassandra.
 *
 * @param startExclusive tokens above this one; the smallest long is never a token
 * @param endInclusive up to this one
 */
public record TokenRange(long startExclusive, long endInclusive) {
  /** The whole ring. */
  public static final TokenRange ALL = new TokenRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Checks the order, else {@link IllegalArgumentException}. */
  public TokenRange {
    if (startExclusive > endInclusive) {
      throw new IllegalArgumentException(
          "token range ends before it starts: " + startExclusive + ", " + endInclusive);
    }
  }

  /** The part after a token of this range. */
  public TokenRange after(long token) {
    return new TokenRange(token, endInclusive);
  }

  /**
   * Equal parts that together are this range, in order; fewer where it is shorter than that.
   *
   * @param parts from 1
   */
  public List<TokenRange> split(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("a range has at least one part: " + parts);
    }
    BigInteger start = BigInteger.valueOf(startExclusive);
    BigInteger length = BigInteger.valueOf(endInclusive).subtract(start);
    List<TokenRange> ranges = new ArrayList<>();
    long from = startExclusive;
    for (int part = 1; part <= parts; part++) {
      BigInteger offset =
          length.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts));
      long to = start.add(offset).longValueExact();
      if (to > from) {
        ranges.add(new TokenRange(from, to));
      }
      from = to;
    }
    return ranges;
  }
}
