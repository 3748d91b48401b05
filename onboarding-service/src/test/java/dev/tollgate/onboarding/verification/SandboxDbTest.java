package dev.tollgate.onboarding.verification;

import static dev.tollgate.onboarding.Accounts.SELLER;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.onboarding.verification.SandboxTimers.Timer;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Follows the essay of this package. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class SandboxDbTest {
    private final Accounts accounts = Accounts.ofNewOrganization("test");

    @Inject
    SandboxVerification verification;

    @Inject
    Background background;

    @Test
    void aWorkerThatDiedWithATimerIsReplacedWhenItsLeaseIsOver() throws Exception {
        var id = accounts.submitted(SELLER);
        // as if another replica had taken it, and died
        sql("update connected_account_timer set due_at = now() + interval '1500 milliseconds' where account_id = '" + id
                + "'");
        accounts.get(id).then().body("status", equalTo("verifying"));

        accounts.decided(id).then().body("status", equalTo("approved"));
        assertEquals(0, timers(id));
    }

    @Test
    void workersOnOneAccountDecideItOnce() throws Exception {
        var id = accounts.submitted(SELLER);
        sql("update connected_account_timer set due_at = now() + interval '1 hour' where account_id = '" + id + "'");
        var timer = new Timer(new Tenant(accounts.org(), Mode.TEST), id);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = threads.invokeAll(IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        background.run(() -> verification.verify(timer));
                        return true;
                    })
                    .toList());
            workers.forEach(worker -> assertEquals(true, worker.resultNow()));
        }

        accounts.get(id).then().body("status", equalTo("approved"));
        assertEquals(0, timers(id));
        try (var facts = FactsOnKafka.of("tollgate.onboarding.connected_account.v1")) {
            assertEquals(3, facts.await(id, 3).size());
        }
    }

    @Test
    void liveAccountsHaveNoTimer() throws Exception {
        assertEquals(0, timers(new Accounts(accounts.org(), "live").submitted(SELLER)));
    }

    private static int timers(String id) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from connected_account_timer where account_id = '" + id + "'")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static void sql(String text) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute(text);
        }
    }
}
