package dev.tollgate.onboarding.kyb;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.refused;
import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/onboarding/tos}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class TermsOfServiceApiTest {
    private static final String STATUS = "/v1/onboarding/status";
    private static final String TOS = "/v1/onboarding/tos";
    private final Api api = Api.ofNewOrganization();

    @Test
    void termsAreAcceptedAsOftenAsOneLikes() {
        api.owner().post(TOS).then().statusCode(200).body("tosAccepted", equalTo(true));
        as(TestTokens.user(api.org(), "admin", "test")).post(TOS).then().statusCode(200);
    }

    @Test
    void whatIsMeantForLiveIsNotAcceptedForTest() {
        var blocked = as(TestTokens.userWithLiveBlocked(api.org(), "owner"));

        refused(blocked.post(TOS), 403, "FORBIDDEN").body("details.productionAccessStatus", equalTo("sandbox_only"));
        refused(api.owner("live").post(TOS), 403, "FORBIDDEN");

        api.owner("test").get(STATUS).then().body("tosAccepted", equalTo(false));
        api.approved();
        api.owner("live").get(STATUS).then().body("tosAccepted", equalTo(false));
        api.owner("live").post(TOS).then().statusCode(200).body("tosAccepted", equalTo(true));
    }
}
