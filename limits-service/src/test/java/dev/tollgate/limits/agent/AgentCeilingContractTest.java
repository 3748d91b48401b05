package dev.tollgate.limits.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
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

/** The fact of a changed ceiling of an agent, against what the repository publishes. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class AgentCeilingContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORG = "org_01k0000000000000000000000a";
    private static final String AGENT = "agt_01k0000000000000000000000a";
    private static final Tenant LIVE = new Tenant(ORG, Mode.LIVE);
    private static final Actor STAFF = new Actor(ActorType.STAFF, "usr_01k0000000000000000000000a");
    private static final AgentCeiling AGREED =
            new AgentCeiling(Usd.cents(5_000_00), Usd.cents(20_000_00), Usd.cents(80_000_00));

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
        var fact = new AgentCeilingEvent.Changed(new AgentCeilingChange(LIVE, AGENT, null, AGREED, STAFF));
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
    void oneThatIsTakenBackHasNoneAfterwardsAndSaysSoToTheAuditLogToo() throws Exception {
        var fact = new AgentCeilingEvent.Changed(new AgentCeilingChange(LIVE, AGENT, AGREED, null, STAFF));

        EventSchemas.assertValid(outbox.prepare(fact).payload());
        EventSchemas.assertValid(outbox.prepareRecord(fact).payload());
    }
}
