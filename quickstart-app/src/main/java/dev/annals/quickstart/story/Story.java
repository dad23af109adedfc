package dev.annals.quickstart.story;

import dev.annals.quickstart.check.Check;
import dev.annals.quickstart.check.Findings;
import dev.annals.quickstart.check.Judge;
import dev.annals.quickstart.check.Judged;
import dev.annals.quickstart.check.Observed;
import dev.annals.quickstart.check.Verdict;
import dev.annals.quickstart.kafka.Sender;
import dev.annals.quickstart.kafka.TopicRecord;
import dev.annals.quickstart.servers.OutputTopics;
import dev.annals.quickstart.servers.Servers;
import dev.annals.quickstart.text.Screen;
import dev.annals.quickstart.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Tells the story: sends records, waits for what becomes of them, and shows it. */
public final class Story implements AutoCloseable {
  /** The topics that the story's records go to. */
  public static final List<String> INPUTS = Witness.INPUTS;

  /** The entity types whose events are facts. */
  public static final Set<String> FACTS = Set.of(Warehouse.ENTITY_TYPE);

  private final Servers servers;
  private final Screen screen;
  private final Sender sender;
  private final Witness witness;

  /** A story on servers that run. */
  public Story(Servers servers, Screen screen) {
    this.servers = servers;
    this.screen = screen;
    this.sender = new Sender(servers.addresses().kafka());
    this.witness = new Witness(servers.addresses(), servers.outputs(), servers.patience());
  }

  /** Where the exception of the warehouse is reported. */
  public static String exceptionsTopic(OutputTopics outputs) {
    return OutputTopics.named(outputs.exceptions(), Warehouse.TOPIC, Warehouse.ENTITY_TYPE);
  }

  /** Where the clerk who lost is told who won. */
  public static String rejectedTopic(OutputTopics outputs) {
    return OutputTopics.named(outputs.rejected(), Orders.TOPIC, Orders.ENTITY_TYPE);
  }

  /** Tells all of it. */
  public void tell() throws Exception {
    warehouse();
    orders();
    parcels();
  }

  private void warehouse() throws Exception {
    screen.heading("1. The warehouse: facts");
    screen.say(Warehouse.BEFORE);
    send(Warehouse.events());
    Observed observed = settled();
    show(observed, Warehouse.TOPIC, Warehouse.ENTITY_TYPE);
    screen.say(Warehouse.AFTER);
  }

  private void orders() throws Exception {
    screen.heading("2. The orders: decisions");
    screen.say(Orders.BEFORE);
    send(Orders.placed());
    sendAtOnce(Orders.race());
    Observed observed = settled();
    show(observed, Orders.TOPIC, Orders.ENTITY_TYPE);
    screen.say(Orders.AFTER);
  }

  private void parcels() throws Exception {
    screen.heading("3. The crash");
    screen.say(Parcels.BEFORE);
    int third = Parcels.SCANS / 3;
    send(Parcels.scans(0, third));
    witness.awaitDecided(Parcels.TOPIC, third * Parcels.PARCELS / 2);
    send(Parcels.scans(third, 2 * third));
    servers.killWorker();
    long decided = witness.decided(Parcels.TOPIC);
    send(Parcels.scans(2 * third, Parcels.SCANS));
    screen.step("The worker again, after SIGKILL", this::startWorkerAgain);
    Observed observed = screen.step("All reports, in Cassandra and in the topic", this::settled);
    Table figures = new Table("what", "reports");
    figures.row("sent before the worker was killed", third * 2 * Parcels.PARCELS);
    figures.row("of them decided and written down by then", decided);
    figures.row("sent in all", of(observed.sent(), Parcels.TOPIC));
    figures.row("in Cassandra's streams", storedParcels(observed));
    figures.row("published by the source", publishedParcels(observed));
    screen.table("Parcels", figures);
    screen.say(Parcels.AFTER);
  }

  private boolean startWorkerAgain() {
    servers.startWorkerAgain();
    return true;
  }

  /** Compares everything that topics and tables hold with what had to come. */
  public Findings check() {
    return new Check(witness.observe(), FACTS).run();
  }

  private void send(List<StoryEvent> events) {
    for (StoryEvent event : events) {
      sender.send(event.toRecord());
    }
    sender.flush();
  }

  /** A producer and a thread for each event: who comes first is left to chance. */
  private void sendAtOnce(List<StoryEvent> events) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (StoryEvent event : events) {
      Thread thread = new Thread(() -> sendAlone(event, start), "clerk " + event.id());
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void sendAlone(StoryEvent event, CountDownLatch start) {
    try (Sender clerk = new Sender(servers.addresses().kafka())) {
      start.await();
      clerk.send(event.toRecord());
      clerk.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything, when all that was sent is decided and all that is due is published. */
  private Observed settled() {
    witness.awaitDecided(INPUTS);
    List<Judged> judged = new Judge(FACTS).judge(witness.observe().sent());
    long accepted = judged.stream().filter(one -> one.verdict().appendedAt() > 0).count();
    witness.awaitPublished(
        accepted,
        count(judged, Verdict.Rejected.class),
        count(judged, Verdict.WithException.class));
    return witness.observe();
  }

  private static long count(List<Judged> judged, Class<? extends Verdict> kind) {
    return judged.stream().filter(one -> kind.isInstance(one.verdict())).count();
  }

  private void show(Observed observed, String topic, String entityType) {
    screen.table("Sent to topic " + topic, Views.sent(only(observed.sent(), entityType)));
    screen.table(
        "Kept in Cassandra, table events",
        Views.streams(
            observed.events().stream()
                .filter(row -> row.stream().entityType().equals(entityType))
                .toList()));
    screen.table("Published: accepted", Views.accepted(only(observed.accepted(), entityType)));
    showSome("Published: exceptions", Views.reports(only(observed.exceptions(), entityType)));
    showSome("Published: rejected", Views.reports(only(observed.rejected(), entityType)));
    showSome(
        "Put aside: dead-letter queue",
        Views.deadLetters(only(observed.deadLetters(), entityType)));
    showSome(
        "In no stream, table refused",
        Views.refused(
            observed.refused().stream()
                .filter(row -> row.source().startsWith(topic + "-"))
                .toList()));
  }

  private void showSome(String caption, Table table) {
    if (!table.isEmpty()) {
      screen.table(caption, table);
    }
  }

  private static List<TopicRecord> only(List<TopicRecord> records, String entityType) {
    return records.stream()
        .filter(record -> record.header("ce_entitytype").equals(entityType))
        .toList();
  }

  private static long of(List<TopicRecord> records, String topic) {
    return records.stream().filter(record -> record.topic().equals(topic)).count();
  }

  private static long storedParcels(Observed observed) {
    return observed.events().stream()
        .filter(row -> row.stream().entityType().equals(Parcels.ENTITY_TYPE))
        .count();
  }

  private static long publishedParcels(Observed observed) {
    return only(observed.accepted(), Parcels.ENTITY_TYPE).size();
  }

  @Override
  public void close() {
    sender.close();
    witness.close();
  }
}
