package dev.tollgate.onboarding;

import static dev.tollgate.onboarding.Accounts.SELLER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.platform.retention.Retention;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Tables that would grow without end, and don't. How platform deletes what a {@link Retention} says is tested there. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class RetentionDbTest {
    private static final String SESSIONS = "select count(*) from tos_session where account_id = ?";

    @Inject
    @Any
    Instance<Retention> retentions;

    @Test
    void sessionsThatAreOverForADayAreForgotten() {
        var accounts = Accounts.ofNewOrganization("test");
        var id = accounts.created(SELLER);
        for (int hours : new int[] {25, 23, 0}) {
            accounts.key()
                    .post(Accounts.PATH + "/" + id + "/tos-session")
                    .then()
                    .statusCode(201);
            Rows.value(
                    "update tos_session set expires_at = now() - cast(? as integer) * interval '1 hour'"
                            + " where account_id = ? and expires_at > now()",
                    Integer.toString(hours),
                    id);
        }
        var sessions = retentions.stream()
                .filter(retention -> retention.table().equals("tos_session"))
                .findFirst()
                .orElseThrow();

        assertEquals(3, Rows.count(SESSIONS, id));
        Rows.valueAsApp("delete from tos_session where " + sessions.over());

        assertEquals(2, Rows.count(SESSIONS, id));
    }
}
