package dev.tollgate.auth.organization;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class OrganizationApiTest {
    private static final String PATH = "/v1/organizations";
    private static final String ACCOUNTS = "select count(*) from user_account where lower(email) = lower(?)";
    private static final String ORGANIZATIONS = "select count(*) from organization where name = ?";
    private final String address = AuthApi.newAddress();

    @ConfigProperty(name = "tollgate.sign-in.per-address")
    int perAddress;

    @ConfigProperty(name = "tollgate.sign-in.per-client")
    int perClient;

    @BeforeEach
    void smtpIsThere() {
        Mailbox.up();
    }

    @Test
    void signUpMakesAnOrganizationAnOwnerAndAFact() {
        AuthApi.signUp(address).then().statusCode(201).body("status", equalTo("sent"));

        var session = AuthApi.consume(Mailbox.token(address))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals("owner", session.getString("user.role"));
        assertEquals(address, session.getString("user.email"));
        var orgId = session.getString("user.orgId");
        try (var facts = FactsOnKafka.of(OrganizationEvent.CREATED.topic())) {
            var data = facts.await(orgId, OrganizationEvent.CREATED.wire()).data();
            assertEquals(address, data.path("ownerEmail").asText());
            assertEquals(session.getString("user.id"), data.path("ownerUserId").asText());
        }
    }

    @Test
    void registeredAddressGetsASignInMailAndNoSecondOrganization() {
        AuthApi.signUp(address).then().statusCode(201);
        var first = Mailbox.token(address);
        var name = "Second " + address;

        AuthApi.post(
                        PATH,
                        Map.of("organizationName", name, "email", address.toUpperCase(Locale.ROOT), "name", "Mallory"))
                .then()
                .statusCode(201)
                .body("status", equalTo("sent"));

        var second = AuthApi.consume(Mailbox.token(address, 2))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals("Ada Lovelace", second.getString("user.name"));
        AuthApi.consume(first).then().statusCode(200).body("user.orgId", equalTo(second.getString("user.orgId")));
        assertEquals("1", Rows.value(ACCOUNTS, address));
        assertEquals("0", Rows.value(ORGANIZATIONS, name));
    }

    @Test
    void racingSignUpsOfOneAddressMakeOneOrganization() throws Exception {
        int racers = 8;
        var name = "Race " + address;
        var body = Map.of("organizationName", name, "email", address, "name", "Ada");
        try (var threads = Executors.newFixedThreadPool(racers)) {
            Callable<Integer> signUp = () -> AuthApi.post(PATH, body).statusCode();
            for (var answer : threads.invokeAll(
                    IntStream.range(0, racers).mapToObj(i -> signUp).toList())) {
                assertEquals(201, answer.get());
            }
        }

        assertEquals("1", Rows.value(ORGANIZATIONS, name));
        assertEquals("1", Rows.value(ACCOUNTS, address));
        Mailbox.token(address, racers);
    }

    @Test
    void tooManyMailsToOneAddressAre429WhetherOrNotItIsKnown() {
        var unknown = AuthApi.newAddress();
        AuthApi.signUp(address).then().statusCode(201);
        for (int i = 1; i < perAddress; i++) {
            AuthApi.signIn(address).then().statusCode(200);
        }
        for (int i = 0; i < perAddress; i++) {
            AuthApi.signIn(unknown).then().statusCode(200);
        }

        for (var exhausted : List.of(address, unknown)) {
            AuthApi.signUp(exhausted)
                    .then()
                    .statusCode(429)
                    .body("error", equalTo("RateLimitExceeded"))
                    .header("Retry-After", matchesPattern("[1-9]\\d*"))
                    .header("RateLimit-Policy", "\"address\";q=" + perAddress + ";w=900")
                    .header("RateLimit", matchesPattern("\"address\";r=0;t=\\d+"));
        }
        assertEquals("0", Rows.value(ACCOUNTS, unknown));
    }

    @Test
    void tooManySignUpsOfOneClientAre429() {
        var network = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0xffff));
        var client = "2001:db8:" + network + "::1";
        for (int i = 0; i < perClient; i++) {
            AuthApi.as(TestTokens.anonymous())
                    .header("X-Forwarded-For", client)
                    .body(Map.of("email", AuthApi.newAddress()))
                    .post("/v1/auth/signin")
                    .then()
                    .statusCode(200);
        }

        AuthApi.as(TestTokens.anonymous())
                .header("X-Forwarded-For", client)
                .body(Map.of("organizationName", "Acme Ltd", "email", address, "name", "Ada"))
                .post(PATH)
                .then()
                .statusCode(429)
                .header("RateLimit-Policy", "\"client\";q=" + perClient + ";w=900");
        assertEquals("0", Rows.value(ACCOUNTS, address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ada", "ada@", "@acme.example", "a b@acme.example", "ada@acme.example\r\nBcc: x@y.example", ""})
    void addressThatIsNoneIs400(String notAnAddress) {
        AuthApi.signUp(notAnAddress)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("email: must be an email address"));
    }

    @Test
    void emptyBodyNamesEveryMissingField() {
        AuthApi.post(PATH, Map.of())
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body(
                        "message",
                        contains(
                                "email: must not be null",
                                "name: must not be blank",
                                "organizationName: must not be blank"));
    }

    @Test
    void malformedIdempotencyKeyIs400AndMakesNothing() {
        var body = Map.of("organizationName", "Acme Ltd", "email", address, "name", "Ada");
        AuthApi.as(TestTokens.anonymous())
                .header("Idempotency-Key", "a b")
                .body(body)
                .post(PATH)
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("Idempotency-Key: must be 1 to 255 visible ASCII characters"));
        assertEquals("0", Rows.value(ACCOUNTS, address));
    }

    @Test
    void repeatWithAnIdempotencyKeyTellsNothingAndMakesNoSecondOrganization() {
        var body = Map.of("organizationName", "Keyed " + address, "email", address, "name", "Ada");
        for (int i = 0; i < 2; i++) {
            AuthApi.as(TestTokens.anonymous())
                    .header("Idempotency-Key", address)
                    .body(body)
                    .post(PATH)
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", nullValue())
                    .body("status", equalTo("sent"));
        }
        assertEquals("1", Rows.value(ORGANIZATIONS, "Keyed " + address));
    }

    @Test
    void controlCharactersInANameAre400() {
        AuthApi.post(PATH, Map.of("organizationName", "a\u0007b", "email", address, "name", "Ada\n"))
                .then()
                .statusCode(400)
                .body(
                        "message",
                        contains(
                                "name: must not contain control characters",
                                "organizationName: must not contain control characters"));
    }

    @Test
    void brokenJsonIs400() {
        AuthApi.post(PATH, "{\"email\":").then().statusCode(400).body("error", equalTo("MalformedJson"));
    }

    @Test
    void otherContentTypeIs415() {
        AuthApi.as(TestTokens.anonymous())
                .contentType(ContentType.TEXT)
                .body("hello")
                .post(PATH)
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }
}
