package dev.tollgate.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.session.StartSession;
import dev.tollgate.auth.signin.SignInLimit;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Without a provider, both routes answer as if they were not there. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class OidcSwitchedOffTest {
    private final OpenIdProvider none = OpenIdProviderTest.provider(null, null);

    @Inject
    OidcAttempts attempts;

    @Inject
    SignInLimit limit;

    @Inject
    UserAccountRepository accounts;

    @Inject
    StartSession sessions;

    @Inject
    Outbox outbox;

    @Test
    void bothCallsAre404() {
        var start = new StartOidcSignIn(none, attempts, limit);
        var finish = new FinishOidcSignIn(none, attempts, accounts, sessions, outbox);

        notFound(assertThrows(Problem.class, () -> start.start(null, null)));
        notFound(assertThrows(Problem.class, () -> finish.finish("code", new Secret("state"))));
    }

    private static void notFound(Problem problem) {
        assertEquals(ErrorCode.NOT_FOUND, problem.code());
    }
}
