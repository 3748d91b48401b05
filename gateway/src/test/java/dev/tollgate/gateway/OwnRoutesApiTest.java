package dev.tollgate.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class OwnRoutesApiTest {
    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void isAliveWhateverTheServicesAre() {
        services.auth.on(Services.READY, 503, "{}");
        given().get("/healthz")
                .then()
                .statusCode(200)
                .header("x-request-id", notNullValue())
                .body("status", equalTo("ok"));
    }

    @Test
    void isReadyWhileRequestsCanBeLetIn() {
        services.payments.on(Services.READY, 503, "{}");
        given().get("/readyz").then().statusCode(200).body("status", equalTo("ready"));
    }

    @Test
    void isNotReadyWithoutThoseThatLetIn() {
        services.keys.on(Services.READY, 503, "{}");
        given().get("/readyz").then().statusCode(503).body("error", equalTo("UpstreamUnavailable"));
        services.keys.reset();
        services.onboarding.stop();
        try {
            given().get("/readyz").then().statusCode(503);
        } finally {
            services.onboarding.start();
        }
    }

    @Test
    void publishesItsKey() {
        given().get("/.well-known/tollgate-internal-jwks.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("keys[0].kty", equalTo("RSA"))
                .body("keys[0].kid", notNullValue())
                .body("keys[0]", not(hasKey("d")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/.well-known/tollgate-internal-jwks.json", "/v1/context"})
    void isOnlyRead(String path) {
        given().post(path).then().statusCode(405).body("error", equalTo("MethodNotAllowed"));
    }

    @Test
    void contextNeedsACredential() {
        given().get("/v1/context").then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }
}
