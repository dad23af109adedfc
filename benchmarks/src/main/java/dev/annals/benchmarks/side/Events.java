package dev.annals.benchmarks.side;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** The events of a round, the same for each side: CloudEvents with a value of 500 bytes. */
final class Events {
  static final String ENTITY_TYPE = "bench";
  static final String TYPE = "OrderLineAdded";
  static final int VALUE_BYTES = 500;

  /** As long as an address, an article and a comment; it compresses about as well as they do. */
  private static final int WORDS = 400;

  private Events() {}

  static String id(Round round, int event) {
    return round.name() + "/" + event;
  }

  /** JSON of exactly {@link #VALUE_BYTES}. */
  static byte[] value(int event) {
    Random random = new Random(event);
    StringBuilder json = new StringBuilder(VALUE_BYTES);
    json.append("{\"line\":").append(event).append(",\"text\":\"");
    while (json.length() < VALUE_BYTES - 2) {
      json.append(Integer.toString(random.nextInt(WORDS) * 7_919 + 50_000, 36)).append(' ');
    }
    json.setLength(VALUE_BYTES - 2);
    return json.append("\"}").toString().getBytes(US_ASCII);
  }

  /** The event as a producer would send it. */
  static ProducerRecord<byte[], byte[]> record(
      String topic, int partitions, Round round, int event) {
    int partition = round.workload().streamOf(event) % partitions;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, utf8(round.entity(event)), value(event));
    record.headers().add("ce_specversion", utf8("1.0"));
    record.headers().add("ce_id", utf8(id(round, event)));
    record.headers().add("ce_source", utf8("/benchmarks"));
    record.headers().add("ce_type", utf8(TYPE));
    record.headers().add("ce_entitytype", utf8(ENTITY_TYPE));
    record.headers().add("content-type", utf8("application/json"));
    return record;
  }

  /** What the sink stores for the headers of {@link #record}: names and values, packed. */
  static byte[] headers(Round round, int event) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(ByteBuffer.allocate(Short.BYTES + Long.BYTES + 1).array());
    for (Header header : record("headers", 1, round, event).headers()) {
      packed.write(header.key().length());
      packed.writeBytes(utf8(header.key()));
      packed.write(header.value().length + 1);
      packed.writeBytes(header.value());
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
