package dev.annals.faults.mutants;

import dev.annals.faults.checker.Invariant;
import dev.annals.faults.checker.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The product without one of the things that uphold its promises. None of them is in its code as a
 * switch: what is here is compiled in place of its classes, and packed as an archive of its own.
 */
public enum Mutant {
  /** Streams do not know which positions they have: nothing is read or conditional. */
  REGISTER_OFF(
      Invariant.ONCE,
      "and appended",
      new Edit(
          "event-store",
          "dev.annals.store.stream.Registers",
          "return register.equals(StreamTransaction.NO_REGISTER)",
          "return true"),
      new Edit(
          "event-store",
          "dev.annals.store.stream.Registers",
          "if (stored != null) {",
          "if (false) {"),
      new Edit(
          "event-store",
          "dev.annals.store.stream.Registers",
          "    registers.forEach(",
          "    Map.<Source, Register>of().forEach(")),

  /** An append that was not answered is not sent again: it is taken for one that failed. */
  SETTLE_OFF(
      Invariant.DECIDED,
      ", and is ",
      new Edit(
          "event-store",
          "dev.annals.store.cql.Cql",
          "return attempts.untilAnswered(() -> session.executeAsync(conditional));",
          "return session.executeAsync(conditional);"),
      new Edit(
          "event-store",
          "dev.annals.store.stream.StreamAppend",
          "return outcomes;\n            })",
          """
          return outcomes;
          })
          .exceptionally(
              unanswered -> {
                for (AppendRequest one : requests.subList(outcomes.size(), requests.size())) {
                  outcomes.add(
                      new Outcome.Rejected(
                          dev.annals.model.RejectionReason.VERSION_CONFLICT,
                          one.expected(), 0, null, "there was no answer"));
                }
                return outcomes;
              })
          """)),

  /** The tail publishes an entry without asking what comes before it in its stream. */
  PREDECESSOR_CHECK_OFF(
      Invariant.ORDERED,
      "is published after version",
      new Edit(
          "connector-source",
          "dev.annals.source.tail.Emissions",
          "      publishPredecessors(entry, batch);\n",
          "")),

  /** An append counts as done, and is logged, when it is sent. */
  LOG_BEFORE_APPEND(
      Invariant.COMPLETE,
      "but neither events nor refused has it",
      new Edit(
          "event-store",
          "dev.annals.store.stream.StreamAppend",
          """
          return parts
                  .batch()
                  .write(transaction, ontoNothing)
          """,
          """
          parts.batch().write(transaction, ontoNothing);
              return CompletableFuture.completedStage(true)
          """)),

  /** Whoever has a refusal to write writes it, also who does not own the source any more. */
  REFUSED_ROW_NOT_FENCED(
      Invariant.DECIDED,
      ", and is ",
      new Edit(
          "event-store", "dev.annals.store.log.InsertRefused", "\n      IF owner = :owner\n", "\n"),
      new Edit(
          "event-store",
          "dev.annals.store.log.InsertRefused",
          "return present.equals(Optional.of(owner))",
          "return true")),

  /** A marker goes where the last event is, be that bucket full or not. */
  MARKER_INTO_A_FULL_BUCKET(
      Invariant.LINEARIZABLE,
      "no order of its operations explains their answers",
      new Edit(
          "event-model",
          "dev.annals.model.decision.PendingAppend",
          "long bucket = limits.bucketAfter(state.head());",
          "long bucket = events.isEmpty() ? state.bucket() : limits.bucketAfter(state.head());"));

  private final Invariant broken;
  private final String evidence;

  @SuppressWarnings("ImmutableEnumChecker") // a copy, of records of texts
  private final List<Edit> edits;

  Mutant(Invariant broken, String evidence, Edit... edits) {
    this.broken = broken;
    this.evidence = evidence;
    this.edits = List.of(edits);
  }

  /** The promise that it breaks first of all. */
  public Invariant broken() {
    return broken;
  }

  /** Whether a violation is what the mutant does, and not that it is slow, or stands still. */
  public boolean shows(Violation violation) {
    return violation.invariant() == broken
        && !violation.late()
        && violation.evidence().contains(evidence);
  }

  /** As directories have it. */
  public String directory() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The changed classes, compiled. */
  Path classes() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Edit edit : edits) {
      String source = sources.computeIfAbsent(edit.type(), type -> edit.product());
      sources.put(edit.type(), edit.in(source));
    }
    try {
      Path classes = Files.createDirectories(Path.of("target/mutants", directory(), "classes"));
      Compiler.compile(sources, classes);
      return classes;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * An archive of it.
   *
   * @param product that of the product, a directory of plugins
   * @return a directory of plugins
   */
  public Path archive(Path product) {
    Path archive = Path.of("target/mutants", directory(), "plugin").toAbsolutePath();
    try {
      Archive.pack(product, classes(), archive);
      return archive;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
