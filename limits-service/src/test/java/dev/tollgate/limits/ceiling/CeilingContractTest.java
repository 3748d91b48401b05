package dev.tollgate.limits.ceiling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.testkit.AuditRecords;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fact of a changed ceiling, against what the repository publishes. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class CeilingContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORG = "org_01k0000000000000000000000a";
    private static final CeilingOverride RAISED = new CeilingOverride(null, Usd.cents(1_000_00), null, false);

    @Inject
    Outbox outbox;

    @Inject
    SettableClock clock;

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void theFactIsItsGoldenExampleAndMatchesItsSchema() throws Exception {
        clock.set("2026-05-02T14:00:00Z");
        var staff = new Actor(ActorType.STAFF, "usr_01k0000000000000000000000a");
        var fact = new CeilingEvent.Changed(new CeilingChange(ORG, CeilingOverride.NONE, RAISED, null, staff));
        var written = outbox.prepare(
                fact,
                RequestTrace.of(
                        "0190f000-0000-7000-8000-000000000001",
                        "00-0190f0000000700080000000000000aa-00000000000000aa-01"));
        EventSchemas.assertValid(written.payload());
        var event = (ObjectNode) JSON.readTree(written.payload());
        event.put("id", "evt_01k0000000000000000000000a"); // new for each fact

        var golden = Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                fact.type().wire() + ".json");
        if (Boolean.getBoolean("contracts.update")) {
            Files.writeString(golden, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event) + "\n");
        }
        assertEquals(JSON.readTree(Files.readString(golden)), event);
    }

    @Test
    void theRecordForTheAuditLogIsItsGoldenExample() throws Exception {
        var staff = new Actor(ActorType.STAFF, "usr_01k0000000000000000000000a");
        var fact = new CeilingEvent.Changed(new CeilingChange(ORG, CeilingOverride.NONE, RAISED, null, staff));

        AuditRecords.assertGolden(outbox.prepareRecord(fact).payload());
    }

    @Test
    void oneThatADecisionMadeNamesIt() {
        var fact = new CeilingEvent.Changed(
                new CeilingChange(ORG, RAISED, CeilingOverride.NONE, 3L, CeilingChange.BY_DECISION));

        EventSchemas.assertValid(outbox.prepare(fact).payload());
    }
}
