package dev.tollgate.keys.apikey;

import static dev.tollgate.keys.KeysApi.createKey;
import static dev.tollgate.keys.KeysApi.holder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/api-keys} of live keys: onboarding has a say. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class CreateLiveKeyApiTest {
    private static final Map<String, ?> TEST_KEY = Map.of("name", "ERP", "mode", "test");
    private static final Map<String, ?> LIVE_KEY = Map.of("name", "ERP", "mode", "live");
    private final String org = TestIds.next("org");

    @Test
    void sessionOfEitherModeMakesKeysOfBoth() {
        OnboardingServer.says(org, "production_approved");

        createKey(TestTokens.user(org, "owner", "test"), LIVE_KEY)
                .then()
                .statusCode(201)
                .body("testMode", equalTo(false))
                .body("keyPrefix", matchesPattern("pk_live_[0-9A-Za-z]{20}"));
        createKey(TestTokens.user(org, "owner", "live"), TEST_KEY).then().statusCode(201);
        createKey(holder(org, "live"), LIVE_KEY).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox_only", "declaration_pending", "production_denied", "production_suspended"})
    void liveKeyOfAnUnapprovedOrganizationIsRefused(String status) {
        OnboardingServer.says(org, status);

        createKey(TestTokens.user(org, "owner", "test"), LIVE_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"))
                .body("details.productionAccessStatus", equalTo(status));
        createKey(TestTokens.userWithLiveBlocked(org, "owner"), LIVE_KEY)
                .then()
                .statusCode(403)
                .body("error", equalTo("FORBIDDEN"));
        createKey(TestTokens.userWithLiveBlocked(org, "owner"), TEST_KEY).then().statusCode(201);
    }

    @Test
    void liveKeyIsRefusedWhileOnboardingHasNoAnswer() {
        OnboardingServer.says(org, OnboardingServer.FAILS);
        createKey(TestTokens.user(org, "owner", "test"), LIVE_KEY)
                .then()
                .statusCode(503)
                .body("error", equalTo("UpstreamUnavailable"));

        OnboardingServer.says(org, OnboardingServer.HANGS);
        createKey(TestTokens.user(org, "owner", "test"), LIVE_KEY)
                .then()
                .statusCode(504)
                .body("error", equalTo("UpstreamTimeout"));
        createKey(TestTokens.user(org, "owner", "test"), TEST_KEY).then().statusCode(201);
    }
}
