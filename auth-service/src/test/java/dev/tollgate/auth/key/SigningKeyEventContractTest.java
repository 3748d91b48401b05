package dev.tollgate.auth.key;

import dev.tollgate.auth.GoldenEvents;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SigningKeyEventContractTest {
    private static final String KID = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    @Inject
    Outbox outbox;

    @Test
    void rotatedIsAsPublished() throws IOException {
        GoldenEvents.assertGolden(outbox.prepare(new SigningKeyEvent.Rotated(
                        KID, Instant.parse("2026-05-02T14:10:00Z"), Actor.service("auth-service")))
                .payload());
    }

    @Test
    void revokedIsAsPublished() throws IOException {
        var staff = new Actor(ActorType.STAFF, "usr_01jd9x3m4eefz8wqfs1d7yq0ab");
        GoldenEvents.assertGolden(
                outbox.prepare(new SigningKeyEvent.Revoked(KID, staff)).payload());
    }
}
