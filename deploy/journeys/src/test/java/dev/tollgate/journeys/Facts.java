package dev.tollgate.journeys;

import static java.util.Objects.requireNonNull;

import dev.tollgate.testkit.AsyncApiDocument.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
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

    /** The topics of Tollgate and what they were made with. */
    static Map<String, TopicSettings> topics(String bootstrapServers) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            var names = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith("tollgate."))
                    .toList();
            var made = admin.describeTopics(names).allTopicNames().get();
            var configured = admin.describeConfigs(names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all()
                    .get();
            var topics = new TreeMap<String, TopicSettings>();
            configured.forEach((topic, config) -> {
                var retention = config.get(TopicConfig.RETENTION_MS_CONFIG).value();
                var days = Duration.ofMillis(Long.parseLong(retention)).toDays();
                var partitions =
                        requireNonNull(made.get(topic.name())).partitions().size();
                topics.put(topic.name(), new TopicSettings(partitions, (int) days));
            });
            return topics;
        }
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
