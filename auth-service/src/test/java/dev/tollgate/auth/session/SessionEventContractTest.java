package dev.tollgate.auth.session;

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
class SessionEventContractTest {
    private static final String SESSION = "ses_01jd9x3m4eefz8wqfs1d7yq0ab";
    private static final String USER = "usr_01jd9x3m4eefz8wqfs1d7yq0ab";
    private static final String ORGANIZATION = "org_01jd9x3m4eefz8wqfs1d7yq0ab";

    @Inject
    Outbox outbox;

    @Test
    void startedIsAsPublished() throws IOException {
        GoldenEvents.assertGolden(outbox.prepare(new SessionEvent.Started(SESSION, USER, ORGANIZATION))
                .payload());
    }

    @Test
    void endedIsAsPublished() throws IOException {
        GoldenEvents.assertGolden(outbox.prepare(new SessionEvent.Ended(SESSION, USER, ORGANIZATION))
                .payload());
    }
}
