package dev.tollgate.webhooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.webhooks.event.EventTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The other services, as far as this one knows them: facts on Kafka. */
public final class FactSender {
    public static final FactType INTENT_CREATED = new FactType("payments", "payment_intent", "created");
    public static final FactType INTENT_SETTLED = new FactType("payments", "payment_intent", "settled");
    public static final FactType ACCESS_APPROVED = new FactType("onboarding", "production_access", "approved");
    public static final FactType LIMIT_DENIED = new FactType("limits", "denial", "denied");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", Infra.kafkaBootstrap());
    private static final KafkaProducer<String, String> PRODUCER = connect();

    private FactSender() {}

    /** Sends a fact and returns its id. */
    public static String send(FactType type, String subject, String orgId, @Nullable String mode, Object data) {
        var id = TestIds.next("evt");
        send(id, type, subject, orgId, mode, data);
        return id;
    }

    /** A settled payment intent. */
    public static String settled(String intentId, String orgId, String mode) {
        return send(INTENT_SETTLED, intentId, orgId, mode, intent(intentId, "settled"));
    }

    /** A created payment intent. */
    public static String created(String intentId, String orgId, String mode) {
        return send(INTENT_CREATED, intentId, orgId, mode, intent(intentId, "awaiting_buyer"));
    }

    private static Map<String, Object> intent(String id, String status) {
        return Map.of(
                "paymentIntent",
                Map.of("id", id, "status", status, "amount", "125.00", "metadata", Map.of("order", "Größe 4")));
    }

    /** The same with an id of one's own, to send it twice. */
    public static void send(
            String id, FactType type, String subject, String orgId, @Nullable String mode, Object data) {
        var event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", type.source())
                .put("type", type.wire())
                .put("subject", subject)
                .put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("datacontenttype", "application/json")
                .put("orgid", orgId)
                .put("traceparent", "00-0190f0000000700080000000000000aa-00000000000000aa-01");
        if (mode != null) {
            event.put("mode", mode);
        }
        event.set("data", JSON.valueToTree(data));
        try {
            PRODUCER.send(new ProducerRecord<>(type.topic(), subject, JSON.writeValueAsString(event)))
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception unsent) {
            throw new AssertionError("Kafka did not take the fact", unsent);
        }
    }

    private static KafkaProducer<String, String> connect() {
        try (var admin = Admin.create(KAFKA)) {
            var topics = EventTypes.facts().stream()
                    .map(FactType::topic)
                    .distinct()
                    .map(name -> new NewTopic(name, 3, (short) 1))
                    .toList();
            for (var creation : admin.createTopics(topics).values().values()) {
                try {
                    creation.get(20, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw failed;
                    }
                }
            }
        } catch (Exception failed) {
            throw new AssertionError("no topics", failed);
        }
        return new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer());
    }
}
