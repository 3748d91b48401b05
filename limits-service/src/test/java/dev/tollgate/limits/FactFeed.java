package dev.tollgate.limits;

import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.TestIds;
import java.time.Instant;
import java.util.List;
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

/**
 * Facts of another service, on the real Kafka. All of an aggregate go to one partition, so what comes last was handled last.
 *
 * @param service {@code payments}
 * @param aggregate {@code payment_intent}
 */
public record FactFeed(String service, String aggregate) {
    /** The topic is there afterwards. */
    public FactFeed {
        try (var admin = Admin.create(Map.of("bootstrap.servers", Infra.kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic(service, aggregate), 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new AssertionError(failed);
            }
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static String topic(String service, String aggregate) {
        return "tollgate." + service + "." + aggregate + ".v1";
    }

    /** Returns when Kafka has it; {@code mode} is null for a whole organization. */
    public void publish(String what, String subject, String org, @Nullable String mode, Instant time, String data)
            throws Exception {
        var event = """
                {"specversion":"1.0","id":"%s","source":"/%s-service","type":"dev.tollgate.%s.%s.%s.v1","subject":"%s","time":"%s",
                 "datacontenttype":"application/json","orgid":"%s",%s"data":%s}""".formatted(
                        TestIds.next("evt"),
                        service,
                        service,
                        aggregate,
                        what,
                        subject,
                        time,
                        org,
                        mode == null ? "" : "\"mode\":\"" + mode + "\",",
                        data);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Infra.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic(service, aggregate), 0, subject, event))
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
