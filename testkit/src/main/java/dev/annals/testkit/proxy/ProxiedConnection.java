package dev.annals.testkit.proxy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A driver's connection to Cassandra, with a rule in between. */
final class ProxiedConnection {
  private final CqlProxy proxy;
  private final Statements statements;
  private final FrameSocket driver;
  private final FrameSocket cassandra;

  /** Texts by the streams on which answers are waited for. */
  private final Map<Integer, String> preparing = new ConcurrentHashMap<>();

  private final Map<Integer, String> executing = new ConcurrentHashMap<>();

  ProxiedConnection(
      CqlProxy proxy, Statements statements, FrameSocket driver, FrameSocket cassandra) {
    this.proxy = proxy;
    this.statements = statements;
    this.driver = driver;
    this.cassandra = cassandra;
  }

  void start() {
    CqlProxy.daemon(() -> untilClosed(this::passRequest));
    CqlProxy.daemon(() -> untilClosed(this::passAnswer));
  }

  void close() {
    driver.close();
    cassandra.close();
    proxy.ended(this);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void untilClosed(Step step) {
    try {
      while (true) {
        step.run();
      }
    } catch (IOException closed) {
      // by either end, or by the rule
    } finally {
      close();
    }
  }

  private void passRequest() throws IOException {
    Frame request = driver.read();
    String text = Statements.toPrepare(request);
    if (text != null) {
      preparing.put(request.stream(), text);
    }
    String cql = statements.toExecute(request);
    Answer unasked = cql == null ? Answer.DELIVERED : proxy.unasked(cql);
    if (unasked != Answer.DELIVERED) {
      pass(unasked, request.answer());
      return;
    }
    if (cql != null) {
      executing.put(request.stream(), cql);
    }
    cassandra.write(request);
    if (request.opcode() == Frame.STARTUP && request.usesSegments()) {
      driver.readSegments();
      cassandra.writeSegments();
    }
  }

  private void passAnswer() throws IOException {
    Frame answer = cassandra.read();
    String text = preparing.remove(answer.stream());
    if (text != null) {
      statements.prepared(text, answer);
    }
    String cql = executing.remove(answer.stream());
    if (cql != null) {
      Statements.rows(answer).ifPresent(count -> proxy.rows(cql, count));
    }
    Answer fate =
        cql == null || answer.opcode() != Frame.RESULT ? Answer.DELIVERED : proxy.answer(cql);
    pass(fate, answer);
    // The first of them; READY comes again after REGISTER, which changes nothing.
    boolean accepted = answer.opcode() == Frame.READY || answer.opcode() == Frame.AUTHENTICATE;
    if (accepted && answer.usesSegments()) {
      cassandra.readSegments();
      driver.writeSegments();
    }
  }

  /** What the driver gets of an answer. */
  private void pass(Answer fate, Frame answer) throws IOException {
    Frame instead = fate.instead(answer);
    if (instead != null) {
      driver.write(instead);
    }
    if (fate == Answer.CONNECTION_CLOSED) {
      throw new IOException("closed by the rule");
    }
  }
}
