package dev.tollgate.testkit.rules.bad.thing;

import org.apache.kafka.clients.producer.ProducerRecord;

/** An aggregate that publishes by itself. */
class Thing {
    final ProducerRecord<String, String> fact = new ProducerRecord<>("topic", "value");
}
