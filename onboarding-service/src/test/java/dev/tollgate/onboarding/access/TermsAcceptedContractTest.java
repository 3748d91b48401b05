package dev.tollgate.onboarding.access;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.AuditRecords;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class TermsAcceptedContractTest {
    private static final Actor OWNER = Actor.user(GoldenEvents.OWNER);

    @Inject
    Outbox outbox;

    @Test
    void factIsPublishedAsItsExampleShows() throws Exception {
        GoldenEvents.assertGolden(
                outbox, new TermsAccepted(GoldenEvents.ORG, Mode.LIVE, TermsAccepted.Terms.SERVICE, OWNER));
    }

    @Test
    void recordForTheAuditLogIsAsItsExampleShows() throws Exception {
        var accepted = new TermsAccepted(GoldenEvents.ORG, null, TermsAccepted.Terms.PRODUCTION_ACCESS, OWNER);

        AuditRecords.assertGolden(outbox.prepareRecord(accepted).payload());
    }
}
