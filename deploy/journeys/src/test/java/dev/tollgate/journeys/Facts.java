package dev.tollgate.journeys;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        return records(
                        bootstrapServers,
                        topic -> topic.startsWith("tollgate." + prefix) && !topic.contains("dead_letter"))
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** Everything on every topic, dead letters and what is not ours among them, as text: keys, headers and values. */
    static List<String> everything(String bootstrapServers) {
        return records(bootstrapServers, topic -> true).stream()
                .map(record -> record.topic() + ' ' + record.key() + ' ' + headers(record) + ' ' + record.value())
                .toList();
    }

    private static String headers(ConsumerRecord<String, String> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + '=' + new String(header.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static List<ConsumerRecord<String, String>> records(String bootstrapServers, Predicate<String> topics) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "journey-" + UUID.randomUUID());
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topics.test(topic.getKey()))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
