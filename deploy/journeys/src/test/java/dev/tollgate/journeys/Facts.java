package dev.tollgate.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was published so far. */
final class Facts {
    private Facts() {}

    /** The CloudEvents on all topics of Tollgate but the dead letters, from the beginning to where they end now. */
    static List<String> onEveryTopic(String bootstrapServers) {
        return on(bootstrapServers, "");
    }

    /** The same for topics whose name starts so. */
    static List<String> on(String bootstrapServers, String prefix) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "journey-" + UUID.randomUUID());
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("tollgate." + prefix)
                            && !topic.getKey().contains("dead_letter"))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<String> facts = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> facts.add(record.value()));
            }
            return facts;
        }
    }
}
