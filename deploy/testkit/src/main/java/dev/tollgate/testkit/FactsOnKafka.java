package dev.tollgate.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the facts on some topics from their beginning and waits for those that a test expects. The topics need not
 * exist yet. For one thread; close it.
 */
public final class FactsOnKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final List<Fact> seen = new ArrayList<>();

    private FactsOnKafka(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    /**
     * A fact as it is on the topic.
     *
     * @param key the aggregate's id
     * @param headers the last value of each header
     * @param value the CloudEvent
     */
    public record Fact(String topic, String key, Map<String, String> headers, String value) {

        /** The whole CloudEvent. */
        public JsonNode event() {
            try {
                return JSON.readTree(value);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON on " + topic + ": " + value, e);
            }
        }

        /** The event's type, {@code dev.tollgate.keys.api_key.revoked.v1} for example. */
        public String type() {
            return event().path("type").asText();
        }

        /** What happened: the event's {@code data}. */
        public JsonNode data() {
            return event().path("data");
        }
    }

    /** Begins to read this JVM's Kafka. */
    public static FactsOnKafka of(String... topics) {
        return of(Infra.kafkaBootstrap(), List.of(topics));
    }

    /** Begins to read another Kafka. */
    public static FactsOnKafka of(String bootstrapServers, List<String> topics) {
        var consumer = new KafkaConsumer<String, String>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "test-" + UUID.randomUUID(),
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "allow.auto.create.topics", "false",
                        "metadata.max.age.ms", "500"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(topics);
        return new FactsOnKafka(consumer);
    }

    /**
     * The first facts with this key in their order, as soon as there are so many.
     *
     * @throws AssertionError when 20 s did not bring them
     */
    public List<Fact> await(String key, int count) {
        return await(fact -> fact.key().equals(key), count, count + " fact(s) with the key " + key);
    }

    /**
     * The first fact with this key and type.
     *
     * @throws AssertionError when 20 s did not bring it
     */
    public Fact await(String key, String type) {
        return await(
                        fact -> fact.key().equals(key) && fact.type().equals(type),
                        1,
                        "a fact of type " + type + " with the key " + key)
                .getFirst();
    }

    /** What was read so far of this key, without waiting for more; to show that nothing came twice. */
    public List<Fact> seen(String key) {
        return seen.stream().filter(fact -> fact.key().equals(key)).toList();
    }

    private List<Fact> await(Predicate<Fact> wanted, int count, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = seen.stream().filter(wanted).limit(count).toList();
            if (found.size() == count) {
                return found;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what + " on "
                        + consumer.subscription() + "; seen: " + seen);
            }
            consumer.poll(POLL).forEach(record -> seen.add(fact(record)));
        }
    }

    private static Fact fact(ConsumerRecord<String, String> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new Fact(record.topic(), record.key(), headers, record.value());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
