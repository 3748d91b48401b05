package dev.tollgate.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The AsyncAPI 3 document of every topic, {@code docs/events/asyncapi.json} (contract/events.md). It is made from the published schemas, whose
 * names say topic and service; payloads refer to those files and repeat nothing. That the topics themselves are so, a journey asks Kafka.
 */
public final class AsyncApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".schema.json";
    private static final String FACT = "application/cloudevents+json";
    private static final TopicSettings OF_FACTS = new TopicSettings(6, 7);
    private static final TopicSettings OF_AUDIT_RECORDS = new TopicSettings(6, 30);
    private static final TopicSettings OF_DEAD_LETTERS = new TopicSettings(1, 30);

    private AsyncApiDocument() {}

    /** What a topic is made with. */
    public record TopicSettings(int partitions, int retentionDays) {
        private ObjectNode binding() {
            var kafka = JSON.createObjectNode().put("bindingVersion", "0.5.0").put("partitions", partitions);
            kafka.putObject("topicConfiguration").put("retention.ms", retentionDays * 86_400_000L);
            return JSON.createObjectNode().set("kafka", kafka);
        }

        static TopicSettings of(JsonNode channel) {
            var kafka = channel.path("bindings").path("kafka");
            return new TopicSettings(kafka.path("partitions").asInt(), (int)
                    (kafka.path("topicConfiguration").path("retention.ms").asLong() / 86_400_000L));
        }
    }

    /**
     * Every topic that the published document covers, by its name in Kafka.
     *
     * @return settings by topic
     */
    public static Map<String, TopicSettings> topics() {
        var topics = new TreeMap<String, TopicSettings>();
        read(published())
                .path("channels")
                .forEach(channel -> topics.put(channel.path("address").asText(), TopicSettings.of(channel)));
        return topics;
    }

    static Path published() {
        return Repository.file("docs", "events", "asyncapi.json");
    }

    /**
     * The document of a folder of schemas.
     *
     * @param version of the release that the document belongs to
     */
    static ObjectNode generate(Path folder, String version) {
        var document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tollgate events")
                .put("version", version)
                .put("description", """
                        Facts, as CloudEvents 1.0 in JSON (structured mode). A fact is published if and only if its transaction committed, \
                        at least once and in commit order per key; consumers drop repeats by `id`. Within `v1` only optional fields are added.""");
        document.put("defaultContentType", FACT);
        document.putObject("servers")
                .putObject("kafka")
                .put("host", "{bootstrap}")
                .put("protocol", "kafka")
                .putObject("variables")
                .putObject("bootstrap")
                .put("default", "127.0.0.1:19092")
                .put("description", "KAFKA_BOOTSTRAP_SERVERS");
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var messages = document.putObject("components").putObject("messages");
        types(folder).forEach((topic, types) -> {
            var channel = channels.putObject(topic.channel())
                    .put("address", topic.address())
                    .put(
                            "description",
                            "What happens to " + topic.aggregate() + ", told by " + topic.application() + '.');
            channel.set("bindings", topic.settings().binding());
            var known = channel.putObject("messages");
            for (var type : types) {
                known.putObject(what(type)).put("$ref", "#/components/messages/" + type);
                messages.set(type, message(folder, type));
            }
            operation(operations, topic);
        });
        types(folder).keySet().stream().map(Topic::deadLetters).distinct().forEach(topic -> {
            var channel = channels.putObject(topic.channel())
                    .put("address", topic.address())
                    .put(
                            "description",
                            "What " + topic.application()
                                    + " could not handle, as it came. To replay a fact, send it to `tollgate-topic` again.");
            channel.set("bindings", OF_DEAD_LETTERS.binding());
            channel.putObject("messages").putObject("letter").put("$ref", "#/components/messages/dead_letter");
            operation(operations, topic);
        });
        messages.set("dead_letter", deadLetter());
        return document;
    }

    private static void operation(ObjectNode operations, Topic topic) {
        operations
                .putObject(topic.service() + "." + topic.aggregate() + ".publish")
                .put("action", "send")
                .put("summary", topic.application() + " publishes")
                .putObject("channel")
                .put("$ref", "#/channels/" + topic.channel());
    }

    private static ObjectNode message(Path folder, String type) {
        var schema = read(folder.resolve(type + SUFFIX));
        var message =
                JSON.createObjectNode().put("name", type).put("title", type).put("contentType", FACT);
        if (schema.hasNonNull("description")) {
            message.put("summary", schema.path("description").asText());
        }
        message.putObject("payload").put("$ref", "./" + type + SUFFIX);
        var key = message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("key");
        key.put("type", "string").put("description", "The CloudEvent's `subject`: what the fact is about.");
        return message;
    }

    private static ObjectNode deadLetter() {
        var letter = JSON.createObjectNode()
                .put("name", "dead_letter")
                .put("title", "What could not be handled")
                .put("contentType", FACT);
        var headers = letter.putObject("headers").put("type", "object");
        var properties = headers.putObject("properties");
        Map.of(
                        "cause", "The error, as text.",
                        "topic", "Where it came from.",
                        "partition", "Where it came from.",
                        "offset", "Where it came from.")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> properties
                        .putObject("tollgate-" + header.getKey())
                        .put("type", "string")
                        .put("description", header.getValue()));
        letter.putObject("payload").put("description", "Key and value as they came; maybe not JSON.");
        return letter;
    }

    private static Map<Topic, List<String>> types(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .collect(Collectors.groupingBy(Topic::of, TreeMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code revoked} of {@code dev.tollgate.keys.api_key.revoked.v1}. */
    private static String what(String type) {
        return type.split("\\.", -1)[4];
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Topic(String service, String aggregate) implements Comparable<Topic> {
        static Topic of(String type) {
            var parts = type.split("\\.", -1);
            return new Topic(parts[2], parts[3]);
        }

        TopicSettings settings() {
            return aggregate.equals("audit") ? OF_AUDIT_RECORDS : OF_FACTS;
        }

        Topic deadLetters() {
            return new Topic(service, "dead_letter");
        }

        String address() {
            return "tollgate." + service + '.' + aggregate + ".v1";
        }

        String channel() {
            return service + '.' + aggregate;
        }

        String application() {
            return service + "-service";
        }

        @Override
        public int compareTo(Topic other) {
            return channel().compareTo(other.channel());
        }
    }
}
