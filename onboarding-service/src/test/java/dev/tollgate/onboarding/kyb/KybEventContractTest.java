package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class KybEventContractTest {
    @Inject
    Outbox outbox;

    @Test
    void everyFactIsPublishedAsItsExampleShows() throws Exception {
        var tenant = new Tenant(GoldenEvents.ORG, Mode.LIVE);
        var staff = Actor.staff(GoldenEvents.STAFF);
        for (var event : List.of(
                new KybEvent.Submitted(tenant, new Actor(ActorType.USER, GoldenEvents.OWNER)),
                new KybEvent.Approved(tenant, staff),
                new KybEvent.Rejected(tenant, "The tax id belongs to another company.", staff))) {
            GoldenEvents.assertGolden(outbox, event);
        }
    }
}
