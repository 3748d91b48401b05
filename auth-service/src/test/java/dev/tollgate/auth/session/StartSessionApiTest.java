package dev.tollgate.auth.session;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class StartSessionApiTest {
    private static final String PATH = "/v1/auth/sessions/consume";
    private static final String VERIFIED = "select email_verified_at from user_account where email = ?";
    private static final String UNKNOWN = "A".repeat(43);
    private final String address = AuthApi.newAddress();

    @Inject
    SettableClock clock;

    @BeforeEach
    void smtpIsThere() {
        Mailbox.up();
    }

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void mailedTokenBecomesATwelveHourSessionInTest() {
        AuthApi.signUp(address).then().statusCode(201);
        assertNull(Rows.value(VERIFIED, address));

        var session = AuthApi.consume(Mailbox.token(address))
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("mode", equalTo("test"))
                .body("expiresAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .body("user.id", matchesPattern("usr_[0-9a-z]{26}"))
                .body("user.orgId", matchesPattern("org_[0-9a-z]{26}"))
                .body("user.email", equalTo(address))
                .body("user.name", equalTo("Ada Lovelace"))
                .body("user.role", equalTo("owner"))
                .extract()
                .jsonPath();

        assertNotNull(Rows.value(VERIFIED, address));
        var resolved =
                AuthApi.resolve(session.getString("token")).then().extract().jsonPath();
        try (var facts = FactsOnKafka.of(SessionEvent.STARTED.topic())) {
            var fact = facts.await(resolved.getString("sessionId"), SessionEvent.STARTED.wire());
            assertEquals(
                    session.getString("user.id"), fact.data().path("userId").asText());
            assertEquals("test", fact.data().path("mode").asText());
        }
    }

    @Test
    void staffSignInByMailLikeEveryoneAndHaveNoOrganization() {
        int before = Mailbox.messages("second@tollgate.example").size();
        AuthApi.signIn("second@tollgate.example").then().statusCode(200);

        AuthApi.consume(Mailbox.token("second@tollgate.example", before + 1))
                .then()
                .statusCode(200)
                .body("user.role", equalTo("platform_admin"))
                .body("user.orgId", nullValue());
    }

    @Test
    void usedExpiredAndUnknownTokensAreOneAnswer() {
        AuthApi.signUp(address).then().statusCode(201);
        AuthApi.signIn(address).then().statusCode(200);
        var used = Mailbox.token(address, 1);
        AuthApi.consume(used).then().statusCode(200);
        var expired = Mailbox.token(address, 2);
        clock.advance(Duration.ofMinutes(15));

        var answer = refusal(AuthApi.consume(UNKNOWN));
        assertEquals(answer, refusal(AuthApi.consume(used)));
        assertEquals(answer, refusal(AuthApi.consume(expired)));
        assertEquals(answer, refusal(AuthApi.consume("not even a token")));
        assertEquals(answer, refusal(AuthApi.consume("x".repeat(10_000))));
    }

    @Test
    void tokenWorksJustBeforeItExpires() {
        AuthApi.signUp(address).then().statusCode(201);
        var token = Mailbox.token(address);
        clock.advance(Duration.ofMinutes(14));

        AuthApi.consume(token).then().statusCode(200);
    }

    @Test
    void ofRacingConsumersOneWins() throws Exception {
        AuthApi.signUp(address).then().statusCode(201);
        var token = Mailbox.token(address);
        int racers = 8;
        int winners = 0;
        try (var threads = Executors.newFixedThreadPool(racers)) {
            Callable<Integer> consume = () -> AuthApi.consume(token).statusCode();
            for (var status : threads.invokeAll(
                    IntStream.range(0, racers).mapToObj(i -> consume).toList())) {
                winners += status.get() == 200 ? 1 : 0;
            }
        }

        assertEquals(1, winners);
        assertEquals(
                "1",
                Rows.value(
                        "select count(*) from session join user_account a on a.id = user_id where a.email = ?",
                        address));
    }

    @Test
    void tokenIsNowhereInTheDatabase() {
        AuthApi.signUp(address).then().statusCode(201);
        var token = Mailbox.token(address);

        assertEquals("0", Rows.value("select count(*) from signin_token t where t::text like '%' || ? || '%'", token));
        assertEquals("0", Rows.value("select count(*) from outbox o where o::text like '%' || ? || '%'", token));
    }

    @Test
    void missingTokenIs400() {
        AuthApi.post(PATH, Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("token: must not be null"));
    }

    @Test
    void numberForATokenIs400() {
        AuthApi.post(PATH, Map.of("token", 7)).then().statusCode(400).body("error", equalTo("ValidationError"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("token", UNKNOWN))
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }

    private static String refusal(Response response) {
        var body = response.then().statusCode(401).extract().jsonPath();
        return body.getString("error") + ' ' + body.getString("message");
    }
}
