package dev.annals.sink;

import dev.annals.connector.record.DecodedRecord;
import dev.annals.connector.record.NeededSchemas;
import dev.annals.model.AppendRequest;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Brings each record of one source to its outcome, and the outcome to the writer. What is accepted
 * is in its stream by then; everything else has its row in {@code refused}, and that row has the
 * last word (DECIDED). Guarded by the task's {@link TaskLoop}.
 */
final class Deciding {
  private final TaskParts parts;
  private final Ownership ownership;
  private final StretchWriter writer;
  private final Runnable lost;
  private int underWay;
  private int refusing;
  private boolean ending;
  private boolean ended;
  private @Nullable ConnectException stop;

  /**
   * Decides what is admitted.
   *
   * @param lost called where a refusal was not written, since somebody else feeds the source now
   */
  Deciding(TaskParts parts, Ownership ownership, StretchWriter writer, Runnable lost) {
    this.parts = parts;
    this.ownership = ownership;
    this.writer = writer;
    this.lost = lost;
  }

  /** Decides a record whose position is above all others, and whose log bucket is owned. */
  void decide(Arrival arrival, SourcePosition at) {
    Refusal before = ownership.decided(at.position());
    if (before != null) {
      if (keeps(before.outcome(), arrival)) {
        refused(writer.add(arrival), before);
      }
      return;
    }
    DecodedRecord decoded = parts.decode().decode(arrival.record(), at);
    if (decoded instanceof DecodedRecord.Append append) {
      parts.lanes().add(new Append(writer.add(arrival), append));
    } else if (decoded instanceof DecodedRecord.Control control) {
      parts.lanes().add(new Control(writer.add(arrival), control));
    } else if (decoded instanceof DecodedRecord.Undecodable raw) {
      Outcome.Undecodable outcome = new Outcome.Undecodable(raw.message());
      if (keeps(outcome, arrival)) {
        Place place = writer.add(arrival);
        refuse(place, at, null, outcome, ExpectedVersion.ANY, List.of(raw.raw()));
      }
    }
  }

  /** One record's way through its lane. */
  private final class Append implements Lanes.Joining {
    private final Place place;
    private final AppendRequest request;
    private final NeededSchemas needed;

    Append(Place place, DecodedRecord.Append append) {
      this.place = place;
      this.request = append.request();
      this.needed = append.needed();
    }

    @Override
    public StreamId stream() {
      return request.stream();
    }

    @Override
    public AppendRequest request() {
      return request;
    }

    @Override
    public NeededSchemas needed() {
      return needed;
    }

    @Override
    public boolean isDropped() {
      return ending;
    }

    @Override
    public void started() {
      underWay++;
    }

    @Override
    public void decided(Outcome outcome) {
      underWay--;
      if (outcome instanceof Outcome.Accepted accepted) {
        parts.snapshots().appended(request.stream(), accepted);
      }
      if (ended) {
        return;
      }
      if (outcome instanceof Outcome.Accepted accepted) {
        writer.settle(place, LogEntry.Accepted.of(accepted));
      } else if (outcome instanceof Outcome.NotAccepted refused) {
        StreamId stream = request.stream();
        refuse(place, request.at(), stream, refused, request.expected(), request.events());
      }
    }
  }

  /** Likewise one that appends nothing. */
  private final class Control implements Lanes.Alone {
    private final Place place;
    private final DecodedRecord.Control control;

    Control(Place place, DecodedRecord.Control control) {
      this.place = place;
      this.control = control;
    }

    @Override
    public StreamId stream() {
      return control.stream();
    }

    @Override
    public NeededSchemas needed() {
      return control.needed();
    }

    @Override
    public boolean isDropped() {
      return ending;
    }

    @Override
    public void started() {
      underWay++;
    }

    @Override
    public CompletionStage<Runnable> carryOut() {
      return parts
          .controls()
          .carryOut(control, () -> ownership.holds(control.at().position()))
          .thenApply(result -> () -> decided(result));
    }

    private void decided(Controls.Result result) {
      underWay--;
      if (ended) {
        return;
      }
      if (result instanceof Controls.Result.Refused refused) {
        List<NewEvent> event = List.of(control.event());
        refuse(place, control.at(), stream(), refused.outcome(), ExpectedVersion.ANY, event);
      } else if (result instanceof Controls.Result.Lost) {
        lost.run();
      } else {
        writer.settleCarriedOut(place);
      }
    }
  }

  private void refuse(
      Place place,
      SourcePosition at,
      @Nullable StreamId stream,
      Outcome.NotAccepted outcome,
      ExpectedVersion expected,
      List<NewEvent> events) {
    Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Refusal refusal = new Refusal(at, stream, outcome, expected, events, now);
    refusing++;
    parts.loop().after(ownership.refuse(refusal), () -> ended, found -> refused(place, found));
  }

  private void refused(Place place, Optional<Refusal> standing) {
    refusing--;
    if (standing.isPresent()) {
      refused(place, standing.get());
    } else {
      lost.run();
    }
  }

  private void refused(Place place, Refusal refusal) {
    if (!(refusal.outcome() instanceof Outcome.Undecodable undecodable)) {
      writer.settle(place, refusal.toEntry());
      return;
    }
    Runnable settle =
        () -> {
          if (!ended) {
            writer.settle(place, null);
          }
        };
    parts.deadLetters().add(place.arrival().record(), undecodable.message(), settle);
  }

  /** Whether the outcome can be dealt with: an undecodable record needs a dead-letter queue. */
  private boolean keeps(Outcome outcome, Arrival arrival) {
    if (!(outcome instanceof Outcome.Undecodable undecodable) || parts.deadLetters().areKept()) {
      return true;
    }
    parts.backlog().remove(arrival);
    stop =
        new ConnectException(
            undecodable.message()
                + ". To keep such records aside and go on, set errors.deadletterqueue.topic.name"
                + " and errors.tolerance=all.");
    failWhenIdle();
    return false;
  }

  /** Whether a record was met that ends the task; nothing after it is decided. */
  boolean isStopped() {
    return stop != null;
  }

  /** Ends the task at a record that stops it, once everything before it is logged. */
  void failWhenIdle() {
    if (stop != null && !ending && writer.isIdle()) {
      parts.loop().fail(stop);
    }
  }

  /** Sends nothing more; what is under way goes on. */
  void startEnding() {
    ending = true;
  }

  /** Whether nothing is under way any more. */
  boolean isQuiet() {
    return underWay == 0 && refusing == 0;
  }

  /** From now on outcomes are ignored. */
  void end() {
    ending = true;
    ended = true;
  }
}
