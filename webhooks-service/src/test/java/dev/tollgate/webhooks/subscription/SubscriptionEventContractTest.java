package dev.tollgate.webhooks.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.AuditRecords;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The facts about subscriptions, against their golden files and schemas in docs/events. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class SubscriptionEventContractTest {
    private static final Actor KEY = new Actor(ActorType.API_KEY, "key_01kay4d0y5e1rrv4x8p0m6c2tz");
    private static final Instant CREATED_AT = Instant.parse("2026-05-02T14:00:00.000Z");

    @Inject
    Outbox outbox;

    @Inject
    ObjectMapper json;

    static Stream<SubscriptionEvent> facts() {
        var tenant = new Tenant("org_01kay4czmwf2jb7d9q5t3h8xne", Mode.LIVE);
        var subscription = new Subscription(
                "whsub_01kay4d0y5e1rrv4x8p0m6c2tz",
                tenant,
                new Subscription.Wish(
                        "https://erp.example.com/hooks/tollgate",
                        List.of("payment_intent.settled", "payment_intent.failed"),
                        "ERP"),
                "v1.sealed",
                CREATED_AT);
        var created = subscription.created(KEY);
        var deleted = subscription.deleted(KEY);
        return Stream.of(
                created,
                deleted,
                subscription.endpointGone(CREATED_AT.plusSeconds(60)).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("facts")
    void factsAreWrittenAsTheirGoldenFiles(SubscriptionEvent fact) throws IOException {
        var row = outbox.prepare(fact);

        assertEquals("tollgate.webhooks.subscription.v1", row.topic());
        assertEquals("whsub_01kay4d0y5e1rrv4x8p0m6c2tz", row.key());
        assertFalse(row.payload().contains("sealed"));
        EventSchemas.assertValid(row.payload());
        var golden = golden(fact);
        EventSchemas.assertValid(golden.toString());
        var written = (ObjectNode) json.readTree(row.payload());
        for (var changing : List.of("id", "time", "traceparent")) {
            written.set(changing, golden.get(changing));
        }
        assertEquals(golden, written);
    }

    @Test
    void theRecordForTheAuditLogIsAsPublished() throws IOException {
        var record = outbox.prepareRecord(facts().findFirst().orElseThrow());

        assertEquals("tollgate.webhooks.audit.v1", record.topic());
        assertFalse(record.payload().contains("sealed"));
        AuditRecords.assertGolden(record.payload());
    }

    private ObjectNode golden(SubscriptionEvent fact) throws IOException {
        var file = Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                fact.type().wire() + ".json");
        return (ObjectNode) json.readTree(Files.readString(file));
    }
}
