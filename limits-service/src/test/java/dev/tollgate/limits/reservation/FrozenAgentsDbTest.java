package dev.tollgate.limits.reservation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.FactFeed;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.ceiling.LimitType;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts of keys-service about agents, over the real Kafka. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class FrozenAgentsDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Steps steps;

    @Inject
    LedgerTime clock;

    private final FactFeed agents = new FactFeed("keys", "agent");
    private final String org = TestIds.next("org");
    private final Principal agent = Steps.agent(org, 2);

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void whatAFrozenAgentHadUnderWayIsDeniedUntilItIsUnfrozen() throws Exception {
        publish("frozen", agent, Instant.now());
        await().atMost(PATIENCE).until(() -> isFrozen(agent));

        publish("unfrozen", agent, Instant.now());
        await().atMost(PATIENCE).until(() -> !isFrozen(agent));
    }

    /** The gateway has let nobody in by its token for so long, so who comes now was let in after it was unfrozen. */
    @Test
    void aFreezeOfMoreThanTwoMinutesAgoKeepsNobodyOutWhomTheGatewayLetIn() throws Exception {
        clock.set("2026-05-02T14:00:00Z");
        publish("frozen", agent, Instant.now());
        await().atMost(PATIENCE).until(() -> isFrozen(agent));

        clock.set("2026-05-02T14:01:59Z");
        assertTrue(isFrozen(agent));
        clock.set("2026-05-02T14:02:01Z");

        assertInstanceOf(ReservationOutcome.Reserved.class, steps.reserve(agent, "1.00", TestIds.next("pi")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-300, 300})
    void theProducersClockDoesNotMatter(int minutesWrong) throws Exception {
        clock.set("2026-05-02T14:00:00Z");
        publish("frozen", agent, Instant.parse("2026-05-02T14:00:00Z").plusSeconds(minutesWrong * 60L));
        await().atMost(PATIENCE).until(() -> isFrozen(agent));

        clock.set("2026-05-02T14:02:01Z");

        assertFalse(isFrozen(agent));
    }

    @Test
    void aFreezeInTestOrOfAnotherOrganizationSaysNothingAboutThisOne() throws Exception {
        var last = Steps.agent(org, 2);
        agents.publish("frozen", agent.actorId(), org, "test", Instant.now(), "{}");
        agents.publish("frozen", agent.actorId(), TestIds.next("org"), "live", Instant.now(), "{}");
        publish("frozen", last, Instant.now());
        await().atMost(PATIENCE).until(() -> isFrozen(last));

        assertInstanceOf(ReservationOutcome.Reserved.class, steps.reserve(agent, "1.00", TestIds.next("pi")));
    }

    private void publish(String what, Principal who, Instant at) throws Exception {
        agents.publish(what, who.actorId(), org, "live", at, "{}");
    }

    private boolean isFrozen(Principal who) throws Exception {
        return steps.reserve(who, "0.01", TestIds.next("pi")) instanceof ReservationOutcome.Denied(var why)
                && why.type() == LimitType.AGENT_STATUS;
    }
}
