package dev.tollgate.platform.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The essay of this package, line by line. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class OutboxInboxDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Transactions transactions;

    @Inject
    Sessions sessions;

    @Inject
    Outbox outbox;

    @Inject
    Background background;

    @Inject
    KafkaClients kafka;

    @Inject
    Topics topics;

    @Inject
    Pool pool;

    @Inject
    HappeningHandler handler;

    private final Tenant tenant = new Tenant(TestIds.next("org"), Mode.TEST);
    private final String subject = TestIds.next("thing");

    @Test
    void aRolledBackTransactionPublishesNothing() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> background.run(() -> transactions.inTenant(
                        tenant,
                        tx -> outbox.append(tx, happening(1))
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("changed my mind"))))));
        publish(2);

        try (var facts = FactsOnKafka.of(Happening.TYPE.topic())) {
            assertEquals(
                    2, facts.await(subject, 1).getFirst().data().path("number").asInt());
        }
    }

    @Test
    void aCommittedFactIsPublishedAsACloudEventThatCarriesTheTrace() throws Exception {
        var trace = RequestTrace.of(UUID.randomUUID().toString(), null);
        background.run(trace, () -> transactions.inTenant(tenant, tx -> outbox.append(tx, happening(1))));

        try (var facts = FactsOnKafka.of(Happening.TYPE.topic())) {
            var fact = facts.await(subject, 1).getFirst();
            JsonNode event = fact.event();
            assertEquals("1.0", event.path("specversion").asText());
            assertEquals(
                    "dev.tollgate.auth.thing.happened.v1", event.path("type").asText());
            assertEquals("/auth-service", event.path("source").asText());
            assertEquals(subject, event.path("subject").asText());
            assertEquals(tenant.orgId(), event.path("orgid").asText());
            assertEquals("test", event.path("mode").asText());
            assertEquals(trace.traceparent(), event.path("traceparent").asText());
            assertEquals("application/cloudevents+json", fact.headers().get("content-type"));
        }
    }

    @Test
    void aPanacheTransactionPublishesToo() throws Exception {
        background.run(() -> sessions.inTenant(tenant, () -> outbox.append(happening(7))));

        try (var facts = FactsOnKafka.of(Happening.TYPE.topic())) {
            assertEquals(
                    7, facts.await(subject, 1).getFirst().data().path("number").asInt());
        }
    }

    @Test
    void factsOfOneAggregateFirstArriveInCommitOrderAlsoWithASecondRelay() throws Exception {
        var second = new OutboxRelay(pool, kafka, topics);
        second.start(new StartupEvent());
        try (var facts = FactsOnKafka.of(Happening.TYPE.topic())) {
            for (int number = 0; number < 60; number++) {
                publish(number);
            }
            var numbers = facts.await(subject, 60).stream()
                    .map(fact -> fact.data().path("number").asInt())
                    .toList();
            assertEquals(IntStream.range(0, 60).boxed().toList(), numbers);
        } finally {
            second.stop(new ShutdownEvent());
        }
    }

    @Test
    void aFactSentTwiceIsHandledOnce() throws Exception {
        publish(1);
        await().atMost(PATIENCE).until(() -> handled() == 1);
        var sent = storedPayload();

        // a crash between the broker's acknowledgement and the delete: the row is still there, and is sent again
        pool.preparedQuery("insert into outbox (event_id, topic, key, payload) values ($1, $2, $3, $4)")
                .execute(Tuple.of("again_" + subject, Happening.TYPE.topic(), subject, sent))
                .await()
                .atMost(PATIENCE);
        publish(2);

        await().atMost(PATIENCE).until(() -> handled() == 2);
        try (var facts = FactsOnKafka.of(Happening.TYPE.topic())) {
            var ids = facts.await(subject, 3).stream()
                    .map(fact -> fact.event().path("id").asText())
                    .toList();
            assertEquals(ids.get(0), ids.get(1));
        }
    }

    @Test
    void whileSomebodyIsAwayTheFactWaitsAndItsWorkIsRolledBack() throws Exception {
        handler.planned.put(subject, HappeningHandler.Failures.transientFailures(5));
        publish(1);

        await().atMost(PATIENCE).until(() -> handled() == 1);
        assertEquals(0, handler.planned.get(subject).left());
    }

    @Test
    void aPoisonFactIsPutAsideWithItsCauseAndThePartitionGoesOn() throws Exception {
        handler.planned.put(subject, HappeningHandler.Failures.poison());
        publish(1);
        try (var letters = FactsOnKafka.of(kafka.deadLetterTopic())) {
            var letter = letters.await(subject, 1).getFirst();
            assertEquals(Happening.TYPE.topic(), letter.headers().get("tollgate-topic"));
            assertEquals(
                    "java.lang.IllegalArgumentException: this fact is at fault",
                    letter.headers().get("tollgate-cause"));
        }
        assertEquals(0, handled());

        handler.planned.remove(subject);
        publish(2);
        await().atMost(PATIENCE).until(() -> handled() == 1);
    }

    @Test
    void whatIsNotAnEventIsPutAside() throws Exception {
        pool.preparedQuery("insert into outbox (event_id, topic, key, payload) values ($1, $2, $3, $4)")
                .execute(Tuple.of("nonsense_" + subject, Happening.TYPE.topic(), subject, "not an event"))
                .await()
                .atMost(PATIENCE);

        try (var letters = FactsOnKafka.of(kafka.deadLetterTopic())) {
            assertEquals("not an event", letters.await(subject, 1).getFirst().value());
        }
    }

    @Test
    void whatWasPutAsideIsNotPutAsideAgainWhileTheNextFactWaits() throws Exception {
        handler.planned.put(subject, HappeningHandler.Failures.transientFailures(2));
        var fact = outbox.prepare(happening(1), RequestTrace.of(null, null)).payload();
        try (var producer = kafka.producer();
                var letters = FactsOnKafka.of(kafka.deadLetterTopic())) {
            send(producer, "not an event", fact); // so soon that both come by one poll
            await().atMost(PATIENCE).until(() -> handled() == 1);
            send(producer, "the last");

            assertEquals(
                    List.of("not an event", "the last"),
                    letters.await(subject, 2).stream()
                            .map(FactsOnKafka.Fact::value)
                            .toList());
        }
    }

    /** One after the other, and waits for none before all are sent. */
    private void send(Producer<String, byte[]> producer, String... values) throws Exception {
        var sent = Stream.of(values)
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .map(value -> producer.send(new ProducerRecord<>(Happening.TYPE.topic(), subject, value)))
                .toList();
        for (var each : sent) {
            each.get();
        }
    }

    private void publish(int number) throws Exception {
        background.run(() -> transactions.inTenant(tenant, tx -> outbox.append(tx, happening(number))));
    }

    private Happening happening(int number) {
        return new Happening(subject, tenant.orgId(), number);
    }

    private long handled() {
        return pool.preparedQuery("select count(*) from handled where subject = $1")
                .execute(Tuple.of(subject))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private String storedPayload() {
        try (var facts = FactsOnKafka.of(Infra.kafkaBootstrap(), List.of(Happening.TYPE.topic()))) {
            return facts.await(subject, 1).getFirst().value();
        }
    }
}
