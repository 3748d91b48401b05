package dev.tollgate.onboarding.kyb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.Rows;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class KybRetentionDbTest {
    @Test
    void inTestOnlyTheLastApplicationIsKept() {
        var api = Api.ofNewOrganization();
        for (int i = 0; i < 3; i++) {
            Api.post(api.owner(), "/v1/onboarding/kyb", Applications.valid())
                    .then()
                    .statusCode(200);
        }

        assertEquals(1, Rows.count("select count(*) from kyb_submission where org_id = ?", api.org()));
    }

    @Test
    void liveApplicationsCantBeDeleted() {
        var api = Api.ofNewOrganization().approved();
        Api.post(api.owner("live"), "/v1/onboarding/kyb", Applications.valid())
                .then()
                .statusCode(200);

        Rows.valueAsApp("select forget_test_applications(?)", api.org());
        assertThrows(
                AssertionError.class, () -> Rows.valueAsApp("delete from kyb_submission where org_id = ?", api.org()));

        assertEquals(1, Rows.count("select count(*) from kyb_submission where org_id = ?", api.org()));
    }
}
