package dev.tollgate.onboarding.organization;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.onboarding.Api;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.TestIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says on Kafka what auth-service says when somebody signs up. */
public final class OrganizationFacts {
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", Infra.kafkaBootstrap());
    private static final ObjectMapper JSON = new ObjectMapper();

    private OrganizationFacts() {}

    /** The example that auth-service publishes (docs/events/examples), told of this organization. */
    static String created(Api api, String name) throws IOException {
        var golden = Files.readString(Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                OrganizationCreatedHandler.CREATED.wire() + ".json"));
        var event = (ObjectNode) JSON.readTree(golden);
        event.put("id", TestIds.next("evt")).put("subject", api.org()).put("orgid", api.org());
        ((ObjectNode) event.get("data"))
                .put("organizationId", api.org())
                .put("name", name)
                .put("ownerUserId", api.ownerId());
        return event.toString();
    }

    /** Sends events as they are; returns when Kafka has them. */
    static void send(String key, String... events) throws Exception {
        var topic = OrganizationCreatedHandler.CREATED.topic();
        try (var admin = Admin.create(KAFKA);
                var producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer())) {
            try {
                admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                        .all()
                        .get();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                }
            }
            for (var event : events) {
                producer.send(new ProducerRecord<>(topic, key, event)).get();
            }
        }
    }

    /** Signs the organization up; returns when this service knows it by that name. */
    public static void signUp(Api api, String name) throws Exception {
        send(api.org(), created(api, name));
        awaitName(api, name);
    }

    static void awaitName(Api api, String name) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> name.equals(api.reviewed().jsonPath().getString("organization.name")));
    }
}
