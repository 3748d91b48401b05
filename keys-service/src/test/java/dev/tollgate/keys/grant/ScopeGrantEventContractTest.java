package dev.tollgate.keys.grant;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ScopeGrantEventContractTest {
    private static final String TOPIC = "tollgate.keys.scope_grant.v1";
    private static final Instant GIVEN_AT = Instant.parse("2026-05-02T14:00:00.000Z");
    private static final Instant LATER = GIVEN_AT.plusSeconds(60);
    private static final String AGENT_ID = "agt_01kay4d0y5e1rrv4x8p0m6c2tz";
    private static final Actor OWNER = new Actor(ActorType.USER, "usr_01kay4czmwf2jb7d9q5t3h8xnf");
    private static final Actor AGENT = new Actor(ActorType.AGENT, AGENT_ID);

    @Inject
    GoldenFacts golden;

    @Test
    void factsAreWrittenAsTheirGoldenFiles() throws IOException {
        golden.assertGolden(new ScopeGrantEvent.Given(grant(null, null, null), OWNER), TOPIC);
        golden.assertGolden(new ScopeGrantEvent.Used(grant(LATER, "idempotency_key:order-1", null), AGENT), TOPIC);
        golden.assertGolden(new ScopeGrantEvent.Revoked(grant(null, null, LATER), OWNER), TOPIC);
    }

    private static ScopeGrant grant(@Nullable Instant usedAt, @Nullable String reference, @Nullable Instant revokedAt) {
        return new ScopeGrant(
                "grt_01kay4d0y5e1rrv4x8p0m6c2tz",
                new Tenant("org_01kay4czmwf2jb7d9q5t3h8xne", Mode.LIVE),
                AGENT_ID,
                "treasury",
                GIVEN_AT,
                GIVEN_AT.plusSeconds(3_600),
                usedAt,
                reference,
                revokedAt);
    }
}
