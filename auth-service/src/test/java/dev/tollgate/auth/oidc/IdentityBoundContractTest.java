package dev.tollgate.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.auth.GoldenEvents;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.account.UserAccount.Identity;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class IdentityBoundContractTest {
    private static final String USER = "usr_01jd9x3m4eefz8wqfs1d7yq0ac";
    private static final Identity MAILED = new Identity("email", null);
    private static final Identity PROVED = new Identity("acme-id", "https://id.example.com 1234");

    @Inject
    Outbox outbox;

    @Test
    void boundIsAsPublishedAndDoesNotSayWhoTheyAreThere() throws IOException {
        var row = outbox.prepare(
                new IdentityBound(USER, "org_01jd9x3m4eefz8wqfs1d7yq0ab", Actor.user(USER), MAILED, PROVED));

        assertEquals("tollgate.auth.identity.v1", row.topic());
        assertFalse(row.payload().contains("1234"));
        GoldenEvents.assertGolden(row.payload());
    }

    @Test
    void ofStaffItIsThePlatformsFact() {
        EventSchemas.assertValid(outbox.prepare(new IdentityBound(USER, "platform", Actor.staff(USER), MAILED, PROVED))
                .payload());
    }
}
