package dev.annals.testkit.spec;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.JsonRules;
import dev.annals.upcast.Upcast;
import dev.annals.upcast.UpcastChain;
import dev.annals.upcast.UpcastException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what stored events are shown as.
 *
 * <pre>{@code
 * UpcastSpec.ofRules(rules)
 *     .given(event("order.placed", 1, "{\"name\": \"Zoe\"}"))
 *     .then(event("order.placed", 2, "{\"customer\": {\"name\": \"Zoe\"}}"));
 * }</pre>
 *
 * <p>Whatever does not hold is an {@link AssertionError}.
 */
public final class UpcastSpec {
  private static final StreamId STREAM = new StreamId("spec", "1");

  private final UpcastChain chain;

  private UpcastSpec(UpcastChain chain) {
    this.chain = chain;
  }

  /** Of upcasters. */
  public static UpcastSpec of(UpcastChain chain) {
    return new UpcastSpec(chain);
  }

  /**
   * Of rules in JSON, as {@code upcast.rules} has them.
   *
   * @throws dev.annals.upcast.BadRulesException if they are none
   */
  public static UpcastSpec ofRules(String rules) {
    return of(UpcastChain.of(JsonRules.parse(rules)));
  }

  /** A stored event. */
  public Shown given(Sample stored) {
    return new Shown(chain, stored);
  }

  /** What an event is shown as. */
  public static final class Shown {
    private final Sample stored;
    private final Upcast upcast;

    Shown(UpcastChain chain, Sample stored) {
      this.stored = stored;
      this.upcast = chain.upcast(stored.at(STREAM, 1));
    }

    /** It is shown as these, in this order. */
    public void then(Sample... expected) {
      List<EventDocument> shown = documents();
      boolean same = shown.size() == expected.length;
      for (int i = 0; same && i < expected.length; i++) {
        same = expected[i].isShownBy(shown.get(i));
      }
      if (!same) {
        throw new AssertionError(
            "%s is shown as%n  %s%nnot as%n  %s"
                .formatted(stored, shown.stream().map(Sample::text).toList(), List.of(expected)));
      }
    }

    /** It is shown as nothing. */
    public void thenIsDropped() {
      then();
    }

    /** No upcaster takes it. */
    public void thenIsShownAsStored() {
      if (!(upcast instanceof Upcast.AsStored)) {
        throw new AssertionError(stored + " is not shown as stored: " + text());
      }
    }

    /** It cannot be upcast, and the reason has this in it. */
    public void thenFails(String reason) {
      if (!(upcast instanceof Upcast.Failed failed) || !failed.reason().contains(reason)) {
        throw new AssertionError(
            "%s was expected to fail with%n  %s%nbut%n  %s".formatted(stored, reason, text()));
      }
    }

    private List<EventDocument> documents() {
      if (upcast instanceof Upcast.Failed failed) {
        throw new AssertionError(stored + " cannot be upcast: " + failed.reason());
      }
      if (!(upcast instanceof Upcast.Into into)) {
        throw new AssertionError(stored + " is shown as it is stored: no upcaster takes it");
      }
      List<EventDocument> documents = new ArrayList<>();
      for (RecordedEvent event : into.events()) {
        try {
          documents.add(EventDocument.of(event, "the specification"));
        } catch (UpcastException impossible) {
          throw new AssertionError(impossible.getMessage(), impossible);
        }
      }
      return documents;
    }

    private String text() {
      if (upcast instanceof Upcast.Failed failed) {
        return "it fails: " + failed.reason();
      }
      return upcast instanceof Upcast.AsStored
          ? "it is shown as stored"
          : "it is shown as " + documents().stream().map(Sample::text).toList();
    }
  }
}
