package dev.tollgate.keys.requestlimit;

import dev.tollgate.keys.GoldenFacts;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class RequestLimitEventContractTest {
    @Inject
    GoldenFacts golden;

    @Test
    void factIsWrittenAsItsGoldenFile() throws IOException {
        golden.assertGolden(
                new RequestLimitEvent(new RequestLimitEvent.Data(
                        "org_01kay4czmwf2jb7d9q5t3h8xne",
                        new RequestLimits(null, null),
                        new RequestLimits(2_000, null),
                        new Actor(ActorType.STAFF, "usr_01kay4czmwf2jb7d9q5t3h8xnf"))),
                "tollgate.keys.request_limits.v1");
    }
}
