package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.StreamId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.TypedState;
import dev.annals.store.client.AnnalsClient;
import dev.annals.upcast.UpcastChain;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

// The example of event-store/README.md, which shows what stands between the two lines of dashes:
// ----
/** Ships orders that are paid: once, whoever else decides on them meanwhile. */
final class Shipping {
  /** What has to be known of an order in order to decide. */
  record Order(boolean paid, boolean shipped) {}

  /** Events are merge patches of the order here; rules for old shapes would be the chain. */
  private static final Fold ORDERS = new Fold(new MergePatch(), UpcastChain.EMPTY);

  private final AnnalsClient annals;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> outcomes; // of the source's topics, read_committed
  private final String topic; // the sink's
  private final Map<String, Boolean> decided = new HashMap<>();

  Shipping(
      AnnalsClient annals,
      KafkaProducer<String, String> producer,
      KafkaConsumer<String, String> outcomes,
      String topic) {
    this.annals = annals;
    this.producer = producer;
    this.outcomes = outcomes;
    this.topic = topic;
  }

  TypedState<Order> load(StreamId order) throws ReduceException {
    return annals.load(order, ORDERS, Order.class);
  }

  /** Sends what a state leads to, with the version of that state; returns the event's id. */
  String ship(TypedState<Order> order) throws ExecutionException, InterruptedException {
    Order state = order.state();
    if (state == null || !state.paid() || state.shipped()) {
      throw new IllegalStateException(order.stream() + " is not to be shipped: " + state);
    }
    String id = UUID.randomUUID().toString();
    var event = new ProducerRecord<>(topic, order.stream().entityId(), "{\"shipped\": true}");
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id,
            "ce_source",
            "/shipping",
            "ce_type",
            "order.shipped",
            "ce_entitytype",
            order.stream().entityType(),
            "ce_expectedversion",
            Long.toString(order.version()))
        .forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
    producer.send(event).get();
    return id;
  }

  /**
   * Waits for what became of a decision. If it was refused, something else happened first: load the
   * order again, and decide anew.
   */
  boolean isAccepted(String id) {
    while (!decided.containsKey(id)) {
      for (ConsumerRecord<String, String> outcome : outcomes.poll(Duration.ofSeconds(1))) {
        String decision = new String(outcome.headers().lastHeader("ce_id").value(), UTF_8);
        decided.put(decision, outcome.topic().endsWith(".accepted"));
      }
    }
    return Boolean.TRUE.equals(decided.remove(id));
  }
}
// ----
