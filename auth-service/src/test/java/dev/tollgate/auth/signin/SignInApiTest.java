package dev.tollgate.auth.signin;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SignInApiTest {
    private static final String PATH = "/v1/auth/signin";
    private static final String WAITING = "select count(*) from mail where recipient = ?";
    private final String address = AuthApi.newAddress();

    @Inject
    SettableClock clock;

    @Inject
    SignInHousekeeping housekeeping;

    @Inject
    dev.tollgate.platform.work.Background background;

    @ConfigProperty(name = "tollgate.sign-in.per-address")
    int perAddress;

    @ConfigProperty(name = "tollgate.sign-in.per-client")
    int perClient;

    @BeforeEach
    void smtpIsThere() {
        Mailbox.up();
    }

    @AfterEach
    void now() {
        clock.letRun();
    }

    @Test
    void mailHasALinkTheBareTokenAndBothForms() throws Exception {
        AuthApi.signUp(address).then().statusCode(201);
        Mailbox.token(address);

        AuthApi.signIn(address.toUpperCase(Locale.ROOT)).then().statusCode(200).body("status", equalTo("sent"));

        var token = Mailbox.token(address, 2);
        var mail = Mailbox.messages(address).get(1);
        var text = Mailbox.text(mail);
        assertEquals("Sign in to Tollgate", mail.getSubject());
        assertEquals("Tollgate <no-reply@tollgate.example>", mail.getFrom()[0].toString());
        assertTrue(text.contains("text/plain") && text.contains("text/html"), text);
        assertTrue(text.lines().anyMatch(token::equals), text);
        assertFalse(text.contains("Ada"), "a stranger could have typed the name");
    }

    @Test
    void unknownAddressGetsTheSameAnswerAndNoMail() {
        AuthApi.signIn(address).then().statusCode(200).body("status", equalTo("sent"));

        await().until(() -> "0".equals(Rows.value(WAITING, address)));
        assertEquals(0, Mailbox.messages(address).size());
    }

    @Test
    void tooManyLinksForOneAddressAre429UntilTheWindowHasPassed() {
        for (int i = 0; i < perAddress; i++) {
            AuthApi.signIn(i % 2 == 0 ? address : address.toUpperCase(Locale.ROOT))
                    .then()
                    .statusCode(200);
        }

        AuthApi.signIn(address)
                .then()
                .statusCode(429)
                .body("error", equalTo("RateLimitExceeded"))
                .header("Retry-After", matchesPattern("(8\\d\\d|900)"))
                .header("RateLimit-Policy", "\"address\";q=" + perAddress + ";w=900")
                .header("RateLimit", matchesPattern("\"address\";r=0;t=\\d+"));
        AuthApi.signIn(AuthApi.newAddress()).then().statusCode(200);
        clock.advance(SignInLimit.WINDOW);
        AuthApi.signIn(address).then().statusCode(200);
    }

    @Test
    void tooManyLinksFromOneClientAre429WhateverItClaimsToForwardFor() {
        var network = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0xffff));
        for (int i = 0; i < perClient; i++) {
            from("10.0.0." + i + ", 2001:db8:" + network + "::" + Integer.toHexString(i + 1))
                    .then()
                    .statusCode(200);
        }

        from("2001:db8:" + network + "::ffff")
                .then()
                .statusCode(429)
                .header("RateLimit-Policy", "\"client\";q=" + perClient + ";w=900");
        from("2001:db8:" + network + ":1::1").then().statusCode(200);
    }

    @Test
    void limitedRequestsSendNothing() {
        AuthApi.signUp(address).then().statusCode(201);
        for (int i = 0; i <= perAddress + 1; i++) {
            AuthApi.signIn(address);
        }

        await().until(() -> "0".equals(Rows.value(WAITING, address)));
        assertEquals(SignInLinks.MOST_AT_ONCE, Mailbox.messages(address).size());
    }

    @Test
    void housekeepingForgetsWhatNoLongerMatters() throws Exception {
        AuthApi.signIn(address).then().statusCode(200);
        var attempts = "select count(*) from signin_attempt where address = ?";
        background.run(housekeeping::forget);
        assertEquals("1", Rows.value(attempts, address));

        clock.advance(java.time.Duration.ofDays(2));
        background.run(housekeeping::forget);

        assertEquals("0", Rows.value(attempts, address));
        assertEquals("0", Rows.value("select count(*) from signin_token"));
    }

    @Test
    void addressThatIsNoneIs400() {
        AuthApi.signIn("nobody")
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("email: must be an email address"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("email", address))
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }

    private static Response from(String forwardedFor) {
        return AuthApi.as(TestTokens.anonymous())
                .header("X-Forwarded-For", forwardedFor)
                .body(Map.of("email", AuthApi.newAddress()))
                .post(PATH);
    }
}
