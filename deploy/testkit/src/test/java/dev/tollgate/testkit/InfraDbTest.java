package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.local.infra.DatabaseBootstrap;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The servers every other test stands on. */
class InfraDbTest {

    @Test
    void everyServiceWorksInItsSchemaAndIsRefusedInTheOthers() throws SQLException {
        var database = Infra.postgres();
        for (var service : DatabaseBootstrap.SERVICES) {
            try (var owner = database.asOwner(service);
                    var statement = owner.createStatement()) {
                statement.execute("create table infra_probe (id int)");
            }
        }
        for (var service : DatabaseBootstrap.SERVICES) {
            try (var app = database.asApp(service);
                    var statement = app.createStatement()) {
                assertEquals(1, statement.executeUpdate("insert into infra_probe values (1)"));
                for (var other : DatabaseBootstrap.SERVICES) {
                    if (!other.equals(service)) {
                        var refused = assertThrows(
                                SQLException.class, () -> statement.execute("select * from " + other + ".infra_probe"));
                        assertEquals("42501", refused.getSQLState());
                    }
                }
            }
        }
    }

    @Test
    void resourceNamesTheSameServers() {
        var config = new InfraResource().start();

        assertEquals(Integer.toString(Infra.postgres().port()), config.get("tollgate.db.port"));
        assertEquals(Infra.kafkaBootstrap(), config.get("kafka.bootstrap.servers"));
        assertTrue(String.valueOf(config.get("tollgate.internal-jwks")).startsWith("file:/"));
    }

    @Test
    void factsArriveInTheirOrder() throws Exception {
        var topic = "tollgate.testkit." + TestIds.next("topic");
        var kafka = Map.<String, Object>of("bootstrap.servers", Infra.kafkaBootstrap());
        try (var facts = FactsOnKafka.of(topic);
                var admin = Admin.create(kafka);
                var producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);

            producer.send(new ProducerRecord<>(topic, "a", "{\"type\":\"one\"}"))
                    .get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(topic, "b", "{\"type\":\"other\"}"))
                    .get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(topic, "a", "{\"type\":\"two\"}"))
                    .get(30, TimeUnit.SECONDS);

            assertEquals(
                    List.of("one", "two"),
                    facts.await("a", 2).stream().map(FactsOnKafka.Fact::type).toList());
            assertEquals("other", facts.await("b", "other").type());
            assertEquals(1, facts.seen("b").size());
        }
    }

    @Test
    void topicsAreNeverMadeByUse() {
        var settings = new Properties();
        settings.putAll(Map.of("bootstrap.servers", Infra.kafkaBootstrap(), "max.block.ms", "2000"));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var refused = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("tollgate.testkit.undeclared", "a", "{}"))
                            .get(30, TimeUnit.SECONDS));
            assertTrue(refused.getCause() instanceof TimeoutException, String.valueOf(refused.getCause()));
        }
    }
}
