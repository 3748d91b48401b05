package dev.tollgate.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class OwnRoutesApiTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final int MANY = 50;

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
    void isReadyWhileSomebodyCanBeLetIn() {
        services.keys.on(Services.READY, 503, "{}");
        services.payments.on(Services.READY, 503, "{}");
        soon(() -> given().get("/readyz")
                .then()
                .statusCode(200)
                .body("status", equalTo("ready"))
                .body("parts.auth", equalTo("ready"))
                .body("parts.keys", equalTo("unavailable"))
                .body("parts.payments", equalTo("unavailable"))
                .body("parts.webhooks", equalTo("ready")));
    }

    @Test
    void servicesAreAskedOnceASecondHoweverManyWantToKnow() {
        long began = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            given().get("/readyz").then().statusCode(200);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertTrue(asked() <= 2 + seconds, asked() + " questions in " + seconds + " s");
    }

    private long asked() {
        return services.webhooks.arrived().stream()
                .filter(arrived -> arrived.uri().equals(Services.READY))
                .count();
    }

    /** What the services said a moment ago counts for a second. */
    private static void soon(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).untilAsserted(assertion);
    }

    @Test
    void isNotReadyWhileNobodyCanBeLetIn() {
        services.keys.on(Services.READY, 503, "{}");
        services.auth.stop();
        try {
            soon(() -> given().get("/readyz")
                    .then()
                    .statusCode(503)
                    .body("status", equalTo("unavailable"))
                    .body("parts.onboarding", equalTo("ready")));
        } finally {
            services.auth.start();
        }
        soon(() -> given().get("/readyz").then().statusCode(200));
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

    @Test
    void publishesTheWholeDocument() throws IOException {
        var published = Path.of(System.getProperty("tollgate.root"), "contracts", "public", "openapi.json");
        var answer = given().get("/docs-json");
        answer.then().statusCode(200).contentType("application/json").body("openapi", equalTo("3.1.0"));
        assertEquals(Files.readString(published), answer.asString());
    }

    @ParameterizedTest
    @CsvSource({"/docs, text/html", "/docs/docs.js, text/javascript", "/docs/docs.css, text/css"})
    void pageOfItLoadsNothingFromElsewhere(String path, String type) {
        var page = given().get(path);
        page.then()
                .statusCode(200)
                .header("Content-Type", startsWith(type))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self';"));
        assertFalse(page.asString().contains("://"), "it names another host");
        assertFalse(page.asString().contains("style="), "the policy forbids it");
        given().get("/docs/x").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/healthz",
                "/docs",
                "/docs-json",
                "/readyz",
                "/.well-known/tollgate-internal-jwks.json",
                "/v1/context"
            })
    void isOnlyRead(String path) {
        given().post(path).then().statusCode(405).body("error", equalTo("MethodNotAllowed"));
    }

    @Test
    void contextNeedsACredential() {
        given().get("/v1/context").then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }
}
