package dev.tollgate.gateway;

import static dev.tollgate.gateway.BehindTheGate.DASHBOARD;
import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.withKey;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class CorsApiTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void preflightOfAListedOriginIsAnsweredWithoutACredential() {
        preflight(DASHBOARD, "POST", ROUTE)
                .statusCode(204)
                .header(ALLOWED, DASHBOARD)
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header("Access-Control-Allow-Headers", containsString("Idempotency-Key"))
                .header("Access-Control-Max-Age", "600")
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", "origin");
        services.all().forEach(service -> assertTrue(service.arrived().isEmpty()));
    }

    @Test
    void preflightOfAnUnknownRouteIsNone() {
        preflight(DASHBOARD, "POST", "/v1/unknown").statusCode(404);
        preflight(DASHBOARD, "GET", "/v1/organizations").statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "GE T", "GET,POST", "é", "("})
    void preflightForWhatIsNoMethodIs400(String method) {
        preflight(DASHBOARD, method, ROUTE)
                .statusCode(400)
                .header(ALLOWED, DASHBOARD)
                .body("error", equalTo("ValidationError"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs-json", "/docs", "/healthz", "/readyz", "/.well-known/tollgate-internal-jwks.json"})
    void whatTheGateAnswersItselfMayBeReadFromAPage(String path) {
        preflight(DASHBOARD, "GET", path).statusCode(204).header(ALLOWED, DASHBOARD);
        preflight(DASHBOARD, "POST", path).statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://dashboard.example.evil.example", "null", "*", ""})
    void unlistedOriginHearsNothingOfCors(String origin) {
        silent(preflight(origin, "POST", ROUTE).statusCode(405));
        silent(withKey(services.key(TestIds.next("org"), Mode.TEST))
                .header("Origin", origin)
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header("Vary", "origin"));
    }

    @Test
    void pageOfAListedOriginMayReadAnswersAndRefusals() {
        withKey(services.key(TestIds.next("org"), Mode.TEST))
                .header("Origin", DASHBOARD)
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header(ALLOWED, DASHBOARD)
                .header("Access-Control-Expose-Headers", containsString("X-Live-Blocked"));
        given().header("Origin", "https://pay.example")
                .get(ROUTE)
                .then()
                .statusCode(401)
                .header(ALLOWED, "https://pay.example")
                .body("error", equalTo("AuthenticationRequired"));
    }

    @Test
    void noServiceSpeaksForTheGate() {
        services.payments.on(ROUTE, exchange -> {
            exchange.getResponseHeaders().set(ALLOWED, "*");
            exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
            exchange.getResponseHeaders().set("RateLimit", "\"default\";r=1000000");
            FakeService.reply(exchange, 200, "{}");
        });
        silent(withKey(services.key(TestIds.next("org"), Mode.TEST))
                .header("Origin", "https://evil.example")
                .get(ROUTE)
                .then()
                .statusCode(200)
                .header("RateLimit", containsString(";r=9")));
    }

    private static ValidatableResponse preflight(String origin, String method, String path) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .options(path)
                .then();
    }

    private static void silent(ValidatableResponse answer) {
        var told = answer.extract().headers().asList();
        assertTrue(told.stream()
                .noneMatch(header -> header.getName().toLowerCase(Locale.ROOT).startsWith("access-control-")));
    }
}
