package dev.tollgate.platform.event;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Puts a fact that cannot be handled aside, on {@code tollgate.<service>.dead_letter.v1}: key and value as they came, headers that say
 * where it came from and why. To replay it, send the value to its topic again.
 */
@Singleton
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private final KafkaClients kafka;

    DeadLetters(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** Returns once Kafka has it; until then the fact is not done with. */
    void add(ConsumerRecord<String, byte[]> record, Throwable cause) throws Exception {
        LOG.errorf(cause, "put aside: %s-%d@%d", record.topic(), record.partition(), record.offset());
        var letter = new ProducerRecord<>(kafka.deadLetterTopic(), record.key(), record.value());
        header(letter, "cause", String.valueOf(cause));
        header(letter, "topic", record.topic());
        header(letter, "partition", String.valueOf(record.partition()));
        header(letter, "offset", String.valueOf(record.offset()));
        try (var producer = kafka.producer()) {
            producer.send(letter).get();
        }
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add("tollgate-" + name, value.getBytes(StandardCharsets.UTF_8));
    }
}
