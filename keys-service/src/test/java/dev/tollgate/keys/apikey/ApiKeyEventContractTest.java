package dev.tollgate.keys.apikey;

import dev.tollgate.keys.GoldenFacts;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.testkit.AuditRecords;
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
class ApiKeyEventContractTest {
    private static final String TOPIC = "tollgate.keys.api_key.v1";
    private static final Instant CREATED_AT = Instant.parse("2026-05-02T14:00:00.000Z");
    private static final Actor OWNER = new Actor(ActorType.USER, "usr_01kay4czmwf2jb7d9q5t3h8xnf");

    @Inject
    GoldenFacts golden;

    @Inject
    Outbox outbox;

    @Test
    void factsAreWrittenAsTheirGoldenFiles() throws IOException {
        golden.assertGolden(new ApiKeyEvent.Created(new ApiKeyEvent.Data(key(null, null), OWNER)), TOPIC);
        golden.assertGolden(
                new ApiKeyEvent.Revoked(
                        new ApiKeyEvent.Data(key(CREATED_AT.plusSeconds(60), CREATED_AT.plusSeconds(3_600)), OWNER)),
                TOPIC);
    }

    @Test
    void recordForTheAuditLogIsAsItsGoldenFile() throws IOException {
        var revoked = new ApiKeyEvent.Revoked(new ApiKeyEvent.Data(key(CREATED_AT.plusSeconds(60), null), OWNER));

        AuditRecords.assertGolden(outbox.prepareRecord(revoked).payload());
    }

    private static ApiKeyView key(@Nullable Instant revokedAt, @Nullable Instant expiresAt) {
        return new ApiKeyView(
                "key_01kay4d0y5e1rrv4x8p0m6c2tz",
                "org_01kay4czmwf2jb7d9q5t3h8xne",
                "ERP integration",
                "pk_live_4fJq8ZrT1xWc6BvN0sKd",
                false,
                List.of("payment_intents:write"),
                null,
                revokedAt,
                CREATED_AT,
                expiresAt);
    }
}
