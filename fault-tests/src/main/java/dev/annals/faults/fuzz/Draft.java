package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A record that is being made: what it will hold, and the dice. For one thread. */
final class Draft {
  /** As the binding of CloudEvents to Kafka has it. */
  static final String CONTENT_TYPE = "content-type";

  static final String TYPE = "ce_type";
  static final String EXPECTED = "ce_expectedversion";
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";

  private final Fuzzer fuzzer;
  private final long number;
  private final Random random;
  private final List<FuzzedHeader> headers = new ArrayList<>();
  private byte @Nullable [] key;
  private byte @Nullable [] value;
  private @Nullable Outcome known;
  private @Nullable Long timestamp;
  private int events;
  private List<String> elements = List.of();
  private @Nullable Map<String, String> members;
  private @Nullable Truncation truncation;

  Draft(Fuzzer fuzzer, long number, Random random) {
    this.fuzzer = fuzzer;
    this.number = number;
    this.random = random;
  }

  /** The name of a stream that no other record has. */
  static String stream(long number) {
    return "stream-" + number;
  }

  /** A good record that came before in the same partition. */
  FuzzedRecord goodBefore() {
    return fuzzer.goodBefore(number);
  }

  /** What it may ask about others. */
  Fuzzer fuzzer() {
    return fuzzer;
  }

  long number() {
    return number;
  }

  Random random() {
    return random;
  }

  /** One of these. */
  @SafeVarargs
  final <T> T any(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Its outcome is sure. */
  Draft known(Outcome outcome) {
    known = outcome;
    return this;
  }

  /** One of several things may become of it, and it has any number of events. */
  Draft unknown() {
    known = null;
    events = 0;
    return this;
  }

  /** Has so many events, if it is accepted. */
  Draft events(int count) {
    events = count;
    return this;
  }

  /** Is a batch of these. */
  Draft elements(List<String> texts) {
    elements = List.copyOf(texts);
    return this;
  }

  /** Is a CloudEvent in JSON with these attributes beside those it needs. */
  Draft attributes(Map<String, String> more) {
    members = Map.copyOf(more);
    return this;
  }

  Draft truncation(Truncation asked) {
    truncation = asked;
    return this;
  }

  Draft key(byte @Nullable [] bytes) {
    key = bytes;
    return this;
  }

  Draft key(String text) {
    return key(text.getBytes(UTF_8));
  }

  Draft value(byte @Nullable [] bytes) {
    value = bytes;
    return this;
  }

  Draft value(String text) {
    return value(text.getBytes(UTF_8));
  }

  Draft timestamp(long millis) {
    timestamp = millis;
    return this;
  }

  Draft header(String name, byte @Nullable [] bytes) {
    headers.add(new FuzzedHeader(name, bytes));
    return this;
  }

  Draft header(String name, String text) {
    return header(name, text.getBytes(UTF_8));
  }

  /** The same header, with nothing else of that name. */
  Draft only(String name, String text) {
    return without(name).header(name, text);
  }

  Draft without(String name) {
    headers.removeIf(header -> header.name().equals(name));
    return this;
  }

  /** Puts the headers into another order. */
  Draft shuffled() {
    Collections.shuffle(headers, random);
    return this;
  }

  // NullAway overlooks beside a compact constructor that arrays may be null.
  @SuppressWarnings("NullAway")
  FuzzedRecord record(Category category) {
    return new FuzzedRecord(
        number,
        category,
        known,
        events,
        key,
        value,
        headers,
        timestamp,
        known == Outcome.ACCEPTED && events > 0 ? meant() : List.of(),
        truncation);
  }

  private List<FuzzedEvent> meant() {
    if (!elements.isEmpty()) {
      return Meant.batch(number, Objects.requireNonNull(key), elements);
    }
    return List.of(
        members == null
            ? Meant.binary(key, value, headers)
            : Meant.structured(number, Objects.requireNonNull(key), value, members));
  }
}
