package dev.annals.source;

import dev.annals.connector.record.OutgoingRecord;
import dev.annals.connector.record.RecordEncoder;
import dev.annals.model.store.LogEntry;
import dev.annals.source.state.StatesOfPoll;
import dev.annals.source.tail.Emission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Turns what a task's work says into the records of a poll, with the states that come of it. One
 * thread may use it.
 */
final class Publisher implements AutoCloseable {
  private final Work work;
  private final RecordEncoder encoder;
  private final RequestLimit limit;
  private final PublishedValues values;
  private final StatePublisher states;
  private final long maxStateBytes;
  private final Deque<Publication> rest = new ArrayDeque<>();
  private final IdentityHashMap<LogEntry, List<List<OutgoingRecord>>> reports =
      new IdentityHashMap<>();

  /**
   * A publisher.
   *
   * @param maxStateBytes about what the states of one poll take at most (BOUNDED)
   */
  Publisher(
      Work work,
      RecordEncoder encoder,
      RequestLimit limit,
      PublishedValues values,
      StatePublisher states,
      long maxStateBytes) {
    this.work = work;
    this.encoder = encoder;
    this.limit = limit;
    this.values = values;
    this.states = states;
    this.maxStateBytes = maxStateBytes;
  }

  /**
   * The records of one poll: whole entries, so that no transaction ends inside one. Empty if there
   * is nothing to publish; throws what {@link Work#next}, {@link RecordEncoder}, {@link
   * RequestLimit#check}, {@link PublishedValues} and {@link StatesOfPoll#after} do.
   */
  List<SourceRecord> next() {
    List<SourceRecord> records = new ArrayList<>();
    // What rules drop is no reason to wait.
    while (records.isEmpty() && hasMore()) {
      addRecords(records);
    }
    return records;
  }

  private boolean hasMore() {
    if (rest.isEmpty()) {
      rest.addAll(work.next());
      reports.clear();
      states.begin(List.copyOf(rest));
    }
    return !rest.isEmpty();
  }

  /** Takes what is left, up to the append whose states are one too many. */
  private void addRecords(List<SourceRecord> records) {
    long stateBytes = 0;
    while (!rest.isEmpty()) {
      Publication next = rest.remove();
      if (next.content() instanceof Publication.OfStore of) {
        Optional<OutgoingRecord> state = states.with(next);
        addRecords(next, of, state, records);
        stateBytes += state.map(RequestLimit::sizeBytes).orElse(0);
      } else if (next.content() instanceof Publication.Notice notice) {
        Supplier<String> what = () -> "a notice on " + notice.record().topic();
        records.add(sourceRecord(next, next.offset(), notice.record(), what));
      }
      if (stateBytes > maxStateBytes && !next.isOfSameAppend(rest.peek())) {
        return;
      }
    }
  }

  /**
   * Without transactions a restart repeats the parts of a split, and skips none. So it does with an
   * event and its state, which comes after it: offsets of one partition are stored in the order of
   * its records, so the one that is past the event waits for the state.
   */
  private void addRecords(
      Publication next,
      Publication.OfStore of,
      Optional<OutgoingRecord> state,
      List<SourceRecord> records) {
    Supplier<String> what = () -> name(of.content());
    List<OutgoingRecord> encoded = encode(of);
    for (int i = 0; i < encoded.size(); i++) {
      OutgoingRecord record = encoded.get(i);
      limit.check(what, record);
      boolean isLast = i + 1 == encoded.size() && state.isEmpty();
      records.add(sourceRecord(next, isLast ? next.offset() : next.before(), record, what));
    }
    if (state.isPresent()) {
      records.add(
          sourceRecord(next, next.offset(), state.get(), () -> "the state of " + what.get()));
    }
  }

  /** The records of what a task's work said, in order. Reports of an entry are encoded together. */
  private List<OutgoingRecord> encode(Publication.OfStore of) {
    Emission.Content content = of.content();
    if (content instanceof Emission.Happened happened) {
      return of.replay() == null
          ? encoder.accepted(happened.event())
          : encoder.replayed(happened.event(), of.replay());
    }
    if (content instanceof Emission.Refused refused) {
      return reports
          .computeIfAbsent(refused.entry(), entry -> single(encoder.rejected(refused.entry())))
          .get(refused.index());
    }
    Emission.Surprised surprised = (Emission.Surprised) content;
    return reports
        .computeIfAbsent(surprised.entry(), entry -> encoder.exceptions(surprised.entry()))
        .get(surprised.index());
  }

  private static List<List<OutgoingRecord>> single(List<OutgoingRecord> records) {
    List<List<OutgoingRecord>> lists = new ArrayList<>();
    records.forEach(record -> lists.add(List.of(record)));
    return lists;
  }

  /** For messages: the event's stream and version, or the place of what is not in its stream. */
  private static String name(Emission.Content content) {
    if (content instanceof Emission.Happened happened) {
      return happened.event().stream() + "@" + happened.event().version();
    }
    if (content instanceof Emission.Refused refused) {
      return "what was rejected at " + refused.entry().at();
    }
    LogEntry.Accepted entry = ((Emission.Surprised) content).entry();
    return "the exception of " + entry.stream() + " at " + entry.at();
  }

  private SourceRecord sourceRecord(
      Publication publication,
      Map<String, Object> offset,
      OutgoingRecord record,
      Supplier<String> what) {
    SchemaAndValue key = values.key(record, what);
    SchemaAndValue value = values.value(record, what);
    return new SourceRecord(
        publication.partition(),
        offset,
        record.topic(),
        null,
        key.schema(),
        key.value(),
        value.schema(),
        value.value(),
        record.timestamp(),
        record.headers());
  }

  @Override
  public void close() {
    states.close();
  }
}
