package dev.tollgate.platform.error;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class EnvelopeApiTest {
    private static final String ID = "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e";
    private final String org = TestIds.next("org");

    @Inject
    ObjectMapper json;

    @Test
    void aRequestWithoutTheGatewaysTokenIsRefused() {
        refused(given().get("/v1/echo"), 401, "AuthenticationRequired").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void everyBadTokenIsRefused() {
        for (var token : TestTokens.refused(org, "test")) {
            refused(given().auth().oauth2(token).get("/v1/echo"), 401, "InvalidJwt");
        }
        refused(given().auth().oauth2("pk_test_nonsense").get("/v1/echo"), 401, "InvalidJwt");
    }

    @Test
    void theGatewaysTokenBecomesThePrincipal() {
        owner().get("/v1/echo").then().statusCode(200).body("org", equalTo(org)).body("actor", equalTo("user"));
    }

    @Test
    void aLiveRequestThatWasPutIntoTestIsKnownAsSuch() {
        given().auth()
                .oauth2(TestTokens.userWithLiveBlocked(org, "owner"))
                .get("/v1/echo")
                .then()
                .statusCode(200)
                .body("liveBlocked", equalTo(true));
        owner().get("/v1/echo").then().body("liveBlocked", equalTo(false));
    }

    @Test
    void aPrincipalOfNoOrganizationIsRefusedWhereARouteSaysNothing() {
        for (var token : new String[] {TestTokens.staff(), TestTokens.service(), TestTokens.anonymous()}) {
            refused(given().auth().oauth2(token).get("/v1/echo"), 403, "InsufficientRole");
        }
    }

    @Test
    void aRouteForStaffTakesStaffOnly() {
        given().auth().oauth2(TestTokens.staff()).get("/v1/echo/staff").then().statusCode(200);
        refused(owner().get("/v1/echo/staff"), 403, "InsufficientRole");
    }

    @Test
    void aKeyNeedsTheScopeAndIsToldWhichOneItLacks() {
        var body = "{\"buyer\":{\"email\":\"a@b.example\"}}";
        post(TestTokens.apiKey(org, "test"), body).then().statusCode(200);
        post(TestTokens.apiKey(org, "test", "echoes:write"), body).then().statusCode(200);

        refused(post(TestTokens.apiKey(org, "test", "echoes:read"), body), 403, "InsufficientScope")
                .body("details.required", equalTo("echoes:write"))
                .body("details.granted", contains("echoes:read"));
        refused(post(TestTokens.user(org, "viewer", "test"), body), 403, "InsufficientRole");
        refused(post(TestTokens.staff(), body), 403, "InsufficientRole");
        refused(post(TestTokens.anonymous(), body), 401, "AuthenticationRequired");
    }

    @Test
    void violationsNameTheirPath() {
        refused(post(owner(), "{\"buyer\":{\"email\":\"\"},\"tags\":[\"a\",\"\"]}"), 400, "ValidationError")
                .body("message", contains("buyer.email: must not be blank", "tags[1]: must not be blank"));
        refused(post(owner(), "{}"), 400, "ValidationError").body("message", hasItem("buyer: must not be null"));
        refused(owner().get("/v1/echo/" + TestIds.next("echo") + "?limit=101"), 400, "ValidationError")
                .body("message", contains("limit: must be less than or equal to 100"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"buyer\":{\"email\":5}}", "{\"buyer\":[]}", "{\"amount\":12.5,\"buyer\":{\"email\":\"a\"}}"})
    void aWrongTypeIsAValidationError(String body) {
        refused(post(owner(), body), 400, "ValidationError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"buyer\"",
                "not json",
                "{\"buyer\":{\"email\":\"a\"}} x",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{} 1"
            })
    void whatDoesNotParseIsMalformed(String body) {
        refused(post(owner(), body), 400, "MalformedJson");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        for (var bytes : new byte[][] {
            {0x7b, 0, 0, 0, -1, -1, -1, -1}, {0, 0, 0, 0x7b, -1, -1, -1, -1}, {0x7b, 0, -1}, {0x7b, 0x22, -1}
        }) {
            refused(owner().contentType(ContentType.JSON).body(bytes).post("/v1/echo"), 400, "MalformedJson");
        }
    }

    @Test
    void whatTheGateLetsInIsNotTooLongHere() {
        owner().get("/v1/echo?q=" + "x".repeat(32 << 10)).then().statusCode(200);
        owner().header("X-Padding", "x".repeat(40 << 10)).get("/v1/echo").then().statusCode(200);
    }

    @Test
    void anEmptyBodyIsAValidationError() {
        refused(owner().contentType(ContentType.JSON).post("/v1/echo"), 400, "ValidationError");
    }

    @Test
    void aKeyThatIsNotVisibleAsciiIsAValidationError() {
        refused(
                owner().contentType(ContentType.JSON)
                        .header("Idempotency-Key", "a b")
                        .body("{\"buyer\":{\"email\":\"a\"}}")
                        .post("/v1/echo"),
                400,
                "ValidationError");
    }

    @Test
    void theFrameworksRefusalsComeInTheEnvelope() {
        refused(owner().get("/v1/nowhere"), 404, "NotFound");
        refused(owner().get("/nowhere"), 404, "NotFound");
        refused(owner().get("/v1/echo/not-an-id"), 404, "NotFound");
        refused(owner().delete("/v1/echo"), 405, "MethodNotAllowed");
        refused(owner().contentType("text/plain").body("hi").post("/v1/echo"), 415, "UnsupportedMediaType");
        refused(owner().accept("text/csv").get("/v1/echo"), 406, "NotAcceptable");
        refused(owner().get("/v1/echo/" + TestIds.next("echo") + "?limit=many"), 400, "ValidationError");
    }

    @Test
    void aTimestampKeepsItsMillisecondsOnAWholeSecondToo() throws JsonProcessingException {
        assertEquals("\"2026-05-02T14:00:00.000Z\"", json.writeValueAsString(Instant.parse("2026-05-02T14:00:00Z")));
    }

    @Test
    void aFaultSaysNothing() {
        refused(owner().get("/v1/echo/fault"), 500, "InternalError")
                .body(not(containsString("tollgate")))
                .body(not(containsString("select")));
    }

    @Test
    void theRequestIdIsKeptAndEqualsTheHeader() {
        given().header("X-Request-Id", ID)
                .get("/v1/echo")
                .then()
                .header("x-request-id", ID)
                .body("requestId", equalTo(ID));
        owner().header("X-Request-Id", ID)
                .get("/v1/echo")
                .then()
                .statusCode(200)
                .header("x-request-id", ID);
    }

    private RequestSpecification owner() {
        return given().auth().oauth2(TestTokens.user(org, "owner", "test"));
    }

    private static Response post(String token, String body) {
        return post(given().auth().oauth2(token), body);
    }

    private static Response post(RequestSpecification caller, String body) {
        return caller.contentType(ContentType.JSON).body(body).post("/v1/echo");
    }

    /** The envelope, whole: nothing but its fields, and the id of the header. */
    private static ValidatableResponse refused(Response response, int status, String error) {
        var then = response.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("statusCode", equalTo(status))
                .body("error", equalTo(error))
                .body("requestId", equalTo(response.header("x-request-id")));
        assertEquals(36, response.header("x-request-id").length());
        then.body("$", aMapWithSize(response.jsonPath().get("details") == null ? 4 : 5));
        return then;
    }
}
