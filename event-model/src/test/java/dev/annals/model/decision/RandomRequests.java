package dev.annals.model.decision;

import dev.annals.model.AppendRequest;
import dev.annals.model.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One source's records as they lie in its topic: drawn once, delivered as often as asked for. */
final class RandomRequests {
  private final Random random;
  private final String source;
  private final List<AppendRequest> requests = new ArrayList<>();
  private long position;

  RandomRequests(Random random, String source) {
    this.random = random;
    this.source = source;
  }

  List<AppendRequest> all() {
    return requests;
  }

  /** The requests from an index on; those that nobody asked for yet are drawn. */
  List<AppendRequest> from(int index, int count, SimulatedStore store) {
    while (requests.size() < index + count) {
      requests.add(draw(store.rows()));
    }
    return requests.subList(index, index + count);
  }

  private AppendRequest draw(List<RecordedEvent> rows) {
    StringBuilder text = new StringBuilder(source).append(position);
    // Positions have holes: transactions, compaction, filters.
    position += 1 + random.nextInt(3);
    text.append(random.nextInt(5) == 0 ? " fact:" : " ").append(expected(rows.size()));
    int count = random.nextInt(20) == 0 ? 1 + random.nextInt(150) : 1 + random.nextInt(3);
    int copied = rows.isEmpty() ? 0 : random.nextInt(rows.size());
    boolean copies = !rows.isEmpty() && random.nextInt(3) == 0;
    for (int i = 0; i < count; i++) {
      // Copies run alongside the stream, near its end as a rule, and go on beyond it.
      boolean copy = copies && copied + i < rows.size() && random.nextInt(12) > 0;
      text.append(' ');
      text.append(copy ? rows.get(copied + i).event().id() : source + position + "." + i);
      text.append(random.nextInt(25) == 0 ? "*" : "");
    }
    return Notation.request(text.toString());
  }

  private String expected(int head) {
    return switch (random.nextInt(10)) {
      case 0 -> "none";
      case 1 -> "exists";
      case 2, 3, 4 -> "any";
      case 5 -> Integer.toString(random.nextInt(head + 1));
      default -> Integer.toString(Math.max(0, head - 3 + random.nextInt(6)));
    };
  }
}
