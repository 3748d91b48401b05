package dev.tollgate.platform.event;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the topics that this service declared; nothing relies on the broker making them by itself. */
@Singleton
class Topics {
    private static final int DEAD_LETTER_PARTITIONS = 1;
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    private final KafkaClients kafka;
    private final Instance<Topic> declared;
    private final short replication;

    Topics(
            KafkaClients kafka,
            @Any Instance<Topic> declared,
            @ConfigProperty(name = "tollgate.kafka.replication-factor", defaultValue = "1") short replication) {
        this.kafka = kafka;
        this.declared = declared;
        this.replication = replication;
    }

    void create() throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        declared.forEach(topic -> topics.add(create(topic)));
        topics.add(create(new Topic(kafka.deadLetterTopic(), DEAD_LETTER_PARTITIONS, DEAD_LETTER_RETENTION)));
        try (var admin = kafka.admin()) {
            for (var creation : admin.createTopics(topics).values().values()) {
                try {
                    creation.get();
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw failed;
                    }
                }
            }
        }
    }

    private NewTopic create(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), replication)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(topic.retention().toMillis())));
    }
}
