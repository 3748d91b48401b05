package dev.tollgate.keys.agent;

import dev.tollgate.keys.GoldenFacts;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class AgentEventContractTest {
    private static final Instant CREATED_AT = Instant.parse("2026-05-02T14:00:00.000Z");
    private static final Actor OWNER = new Actor(ActorType.USER, "usr_01kay4czmwf2jb7d9q5t3h8xnf");

    @Inject
    GoldenFacts golden;

    @Test
    void factsAreWrittenAsTheirGoldenFiles() throws IOException {
        var facts = List.of(
                new AgentEvent.Created(agent(null, null), OWNER),
                new AgentEvent.TokenRotated(agent(null, null), agent(CREATED_AT.plusSeconds(60), null), OWNER),
                new AgentEvent.Frozen(agent(null, null), agent(null, CREATED_AT.plusSeconds(60)), OWNER),
                new AgentEvent.Unfrozen(agent(null, null), agent(null, null), OWNER));

        for (var fact : facts) {
            golden.assertGolden(fact, "tollgate.keys.agent.v1");
        }
    }

    private static Agent agent(@Nullable Instant tokenRotatedAt, @Nullable Instant frozenAt) {
        return new Agent(
                "agt_01kay4d0y5e1rrv4x8p0m6c2tz",
                new Tenant("org_01kay4czmwf2jb7d9q5t3h8xne", Mode.LIVE),
                "Purchasing agent",
                1,
                "4fJq8ZrT1xWc6BvN0sKd",
                CREATED_AT,
                tokenRotatedAt,
                frozenAt);
    }
}
