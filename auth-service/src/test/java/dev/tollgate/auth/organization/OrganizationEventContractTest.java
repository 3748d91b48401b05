package dev.tollgate.auth.organization;

import dev.tollgate.auth.GoldenEvents;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class OrganizationEventContractTest {
    private static final String ORGANIZATION = "org_01jd9x3m4eefz8wqfs1d7yq0ab";

    @Inject
    Outbox outbox;

    @Test
    void createdIsAsPublished() throws IOException {
        var created = new OrganizationEvent.Created(
                ORGANIZATION,
                new OrganizationEvent.Signup(
                        ORGANIZATION,
                        "Analytical Engines Ltd",
                        "usr_01jd9x3m4eefz8wqfs1d7yq0ab",
                        "ada@example.com",
                        "Ada Lovelace"));

        GoldenEvents.assertGolden(outbox.prepare(created).payload());
    }
}
