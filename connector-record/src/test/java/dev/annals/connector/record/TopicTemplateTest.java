package dev.annals.connector.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTemplateTest {
  @ParameterizedTest
  @CsvSource({
    "accepted, order, orders, accepted",
    "${topic}.accepted, order, orders, orders.accepted",
    "${entityType}., order, orders, order.",
    "a-${entityType}_${topic}.${entityType}, x, y, a-x_y.x",
    "${topic}, order, shop/orders ä, shop_orders__",
    "a${entityType}, ${topic}, orders, a__topic_",
    "${topic}, order, ., _",
    "${topic}, order, .., __",
  })
  void variables_are_filled_in_and_made_legal(
      String template, String entityType, String source, String topic) {
    assertThat(new TopicTemplate(template).topic(entityType, source)).isEqualTo(topic);
  }

  @Test
  void what_is_too_long_for_kafka_is_cut_off() {
    assertThat(new TopicTemplate("${entityType}.a").topic("x".repeat(300), "t"))
        .isEqualTo("x".repeat(249));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|'' is no topic name: 1 to 249 characters, not just dots",
        "..|'..' is no topic name: 1 to 249 characters, not just dots",
        "${entity}|'${entity}' has a variable that is neither ${entityType} nor ${topic}",
        "${entityType}|'${entityType}' lets whoever names an entity type choose any topic, those of Connect itself among them: add to it, as in ${entityType}.events",
        "a b|'a b' has a character that topic names must not have: use a-z A-Z 0-9 . _ -"
      })
  void a_template_that_makes_no_topic_says_why(String template, String message) {
    assertThatThrownBy(() -> new TopicTemplate(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** Whoever writes to an input topic names entity types; the operator has written the rest. */
  @Test
  void whatever_an_entity_type_is_its_topic_is_legal_and_keeps_what_the_operator_wrote() {
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder type = new StringBuilder(random.nextInt(4) == 0 ? "__consumer_offsets" : "..");
      for (int n = random.nextInt(300); n > 0; n--) {
        type.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      }

      String topic = new TopicTemplate("events.${entityType}").topic(type.toString(), "orders");

      assertThat(topic).as("%s", type).matches("events\\.[a-zA-Z0-9._-]{1,242}");
    }
  }
}
