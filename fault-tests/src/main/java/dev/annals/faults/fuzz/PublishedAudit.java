package dev.annals.faults.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what the source published, record by record, and takes down what there was. */
record PublishedAudit(Fuzzer fuzzer, Found found, Published published, Complaints complaints) {
  private static final String OUTCOME = "annals-outcome";
  private static final String VERSION = "ce_entityversion";
  private static final String POSITION = "annals-position";
  private static final int LONGEST_TOPIC = 249;

  private static final List<String> OF_ACCEPTED =
      List.of(VERSION, "ce_sequence", "annals-store", OUTCOME);

  void see(PublishedSeen seen) {
    published.count();
    String text = seen.text(FuzzedRecord.NUMBER);
    if (text == null || !text.matches("[0-9]{1,9}") || Integer.parseInt(text) >= found.records()) {
      complaints.add(seen.place() + " does not say which record it is of");
      return;
    }
    int number = Integer.parseInt(text);
    String outcome = seen.text(OUTCOME);
    if ("accepted".equals(outcome)) {
      seeAccepted(number, seen);
    } else if ("rejected".equals(outcome)) {
      seeRejected(number, seen);
    } else {
      complaints.add("%s says outcome %s".formatted(seen.place(), outcome));
    }
  }

  private void seeAccepted(int number, PublishedSeen seen) {
    FuzzedRecord sent = fuzzer.record(number);
    String version = seen.text(VERSION);
    if (version == null || !version.matches("[0-9]{1,9}")) {
      complaints.add("%s, of %s, has no version".formatted(seen.place(), fuzzer.place(number)));
      return;
    }
    int index = (int) (Integer.parseInt(version) - found.firstVersion(number));
    boolean keyed = sent.key() != null && sent.key().length > 0;
    if (keyed && index != published.accepted(number)) {
      complaints.add(
          "%s has version %s of %s, after %d other events of it"
              .formatted(seen.place(), version, fuzzer.place(number), published.accepted(number)));
    }
    published.addAccepted(number, index);
    complain(number, seen, Content.difference(sent, seen, Math.max(0, index), OF_ACCEPTED));
    if (!"%020d".formatted(Integer.parseInt(version)).equals(seen.text("ce_sequence"))) {
      complain(number, seen, "sequence");
    }
    if (!sent.meant().isEmpty()
        && !seen.topic().equals(topic(seen, sent.meant().get(0).entityType()))) {
      complain(number, seen, "topic");
    }
  }

  /** What cannot be in the name of a topic is replaced, and what is too long cut off. */
  private static String topic(PublishedSeen seen, String entityType) {
    String prefix = seen.source() + ".accepted.";
    String whole = prefix + entityType.replaceAll("[^a-zA-Z0-9._-]", "_");
    return whole.substring(0, Math.min(whole.length(), LONGEST_TOPIC));
  }

  private void seeRejected(int number, PublishedSeen seen) {
    FuzzedRecord sent = fuzzer.record(number);
    published.addRejected(number);
    List<String> added = new ArrayList<>(List.of("annals-store", OUTCOME, "annals-reason"));
    added.addAll(List.of("annals-expected", "annals-actual"));
    // Of some rejections there is no rival.
    int rival = sent.headers().size() + added.size();
    if (seen.headers().size() > rival && seen.headers().get(rival).name().equals("annals-rival")) {
      added.add("annals-rival");
    }
    added.addAll(List.of("annals-message", POSITION));
    complain(number, seen, Content.difference(sent, seen, null, added));
    String position = seen.text(POSITION);
    String partition = "-%d@".formatted(number % fuzzer.lanes());
    boolean isThere =
        position != null
            && position.endsWith(":" + number / fuzzer.lanes())
            && position.startsWith(seen.source() + partition);
    if (!isThere || !seen.topic().equals(seen.source() + ".rejected")) {
      complain(number, seen, isThere ? "topic" : "position");
    }
  }

  private void complain(int number, PublishedSeen seen, @Nullable String difference) {
    if (difference != null) {
      complaints.add(
          "%s was published at %s with another %s than it was sent"
              .formatted(fuzzer.place(number), seen.place(), difference));
    }
  }
}
