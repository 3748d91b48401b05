package dev.tollgate.gateway;

import static dev.tollgate.gateway.Requests.ROUTE;
import static dev.tollgate.gateway.Requests.refused;
import static dev.tollgate.gateway.Requests.withKey;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered from memory, and what makes it void: the subscriber's side of the essay in platform's package coherence. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class MemoryApiTest {
    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final String org = TestIds.next("org");
    private final ApiKeyText key = ApiKeyText.mint(Mode.TEST);
    private final String subject = "api_key:" + key.id();

    @AfterEach
    void forget() {
        clients.shutdown();
        services.reset();
    }

    @Test
    void aKeyIsAskedAboutOnce() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(authority.number());

        IntStream.range(0, 20).forEach(i -> letIn());

        assertEquals(1, asked());
    }

    @Test
    void whoMissTogetherAskOnce() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        var answers = new CountDownLatch(1);
        services.keys.on(Services.KEYS_RESOLVE, exchange -> {
            wait(answers);
            FakeService.reply(exchange, 200, resolved(authority.number()));
        });
        var together = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(this::letIn, clients))
                .toList();
        await().until(() -> asked() == 1);
        answers.countDown();
        CompletableFuture.allOf(together.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertEquals(1, asked());
    }

    @Test
    void whatMayNotBeRememberedIsAskedAgainForWhoComesDuringTheQuestion() throws Exception {
        var answers = new CountDownLatch(1);
        services.keys.on(Services.KEYS_RESOLVE, exchange -> {
            wait(answers);
            FakeService.reply(exchange, 200, resolved(0).replace("\"asOf\":0,", ""));
        });
        var first = CompletableFuture.runAsync(this::letIn, clients);
        await().until(() -> asked() == 1);
        var started = new CountDownLatch(8);
        var meanwhile = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            started.countDown();
                            letIn();
                        },
                        clients))
                .toList();
        wait(started);
        answers.countDown();
        first.get(10, TimeUnit.SECONDS);
        CompletableFuture.allOf(meanwhile.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);

        assertTrue(asked() >= 2, "who comes later is not answered by what was asked before");
    }

    @Test
    void aRevokedKeyIsRefusedOnTheNextRequest() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(authority.number());
        letIn();
        services.keys.on(Services.KEYS_RESOLVE, 200, refusal(authority.number() + 1));
        authority.change(subject);

        refused(withKey(text()), "InvalidApiKey");
    }

    @Test
    void aRefusalIsRememberedUntilItsSubjectChanges() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        services.keys.on(Services.KEYS_RESOLVE, 200, refusal(authority.number()));
        refused(withKey(text()), "InvalidApiKey");
        refused(withKey(text()), "InvalidApiKey");
        assertEquals(1, asked());
        resolvedAsOf(authority.number() + 1);
        authority.change(subject);

        letIn();
    }

    @Test
    void anotherKeysChangeForgetsNothing() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(authority.number());
        letIn();
        authority.change("api_key:another");
        letIn();

        assertEquals(1, asked());
    }

    @Test
    void anAnswerThatARevocationOvertookIsNotRemembered() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        var answers = new CountDownLatch(1);
        long before = authority.number();
        services.keys.on(Services.KEYS_RESOLVE, exchange -> {
            wait(answers);
            FakeService.reply(exchange, 200, resolved(before));
        });
        var inFlight = CompletableFuture.runAsync(this::letIn, clients);
        await().until(() -> asked() == 1);
        authority.change(subject);
        answers.countDown();
        inFlight.get(10, TimeUnit.SECONDS);
        services.keys.on(Services.KEYS_RESOLVE, 200, refusal(authority.number()));

        refused(withKey(text()), "InvalidApiKey");
    }

    @Test
    void withoutALeaseEachRequestIsAskedAboutAndRefusedIfNobodyAnswers() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(authority.number());
        letIn();
        authority.fallSilent();

        await().until(() -> {
            long before = asked();
            letIn();
            return asked() > before;
        });

        services.keys.on(Services.KEYS_RESOLVE, 500, "{}");
        withKey(text()).get(ROUTE).then().statusCode(503);
    }

    @Test
    void whatAnEarlierLifeOfTheDatabaseSaidIsForgotten() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(1_000);
        letIn();
        authority.reset();
        services.keys.on(Services.KEYS_RESOLVE, 200, refusal(authority.number()));

        refused(withKey(text()), "InvalidApiKey");
    }

    @Test
    void whatHasExpiredIsNotRemembered() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        services.keys.on(
                Services.KEYS_RESOLVE,
                200,
                resolved(authority.number())
                        .replace("}", ",\"validUntil\":\"" + Instant.now().minusSeconds(1) + "\"}"));
        letIn();
        letIn();

        assertEquals(2, asked());
    }

    @Test
    void aSuspensionIsHeardOf() throws Exception {
        var authority = FakeAuthority.of(services.onboarding);
        var live = services.key(org, Mode.LIVE);
        services.onboarding.on(Services.statusPath(org), 200, status("production_approved", authority.number()));
        withKey(live).get(ROUTE).then().statusCode(200);
        withKey(live).get(ROUTE).then().statusCode(200);
        assertEquals(1, services.onboarding.arrived().size());
        services.onboarding.on(Services.statusPath(org), 200, status("production_suspended", authority.number() + 1));
        authority.change("organization:" + org);

        withKey(live).get(ROUTE).then().statusCode(403);
    }

    @Test
    void aSessionSignedOutIsRefusedOnTheNextRequest() throws Exception {
        var authority = FakeAuthority.of(services.auth);
        services.auth.on(Services.SESSIONS_RESOLVE, 200, """
                {"outcome":"resolved","sessionId":"ses_1","userId":"%s","actor":"user","orgId":"%s","mode":"test","role":"owner",
                 "asOf":%d,"subjects":["session:ses_1","user:usr_1"]}""".formatted(TestIds.next("usr"), org, authority.number()));
        var session = "Bearer aaaa." + org + ".cccc";
        given().header("Authorization", session).get(ROUTE).then().statusCode(200);
        services.auth.on(Services.SESSIONS_RESOLVE, 200, refusal(authority.number() + 1));
        authority.change("session:ses_1");

        refused(given().header("Authorization", session), "InvalidJwt");
    }

    @Test
    void keysServiceIsToldOfUsesInBatches() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(authority.number());
        IntStream.range(0, 20).forEach(i -> letIn());
        var keyId = String.valueOf(InternalJwt.claims(services.payments.last()).get("sub"));

        await().until(() ->
                services.keys.uses().stream().anyMatch(batch -> batch.text().contains("\"keyId\":\"" + keyId + '"')));
    }

    @Test
    void aKeyThatIsUsedWhileItIsToldOfWaitsForTheNextRound() throws Exception {
        var authority = FakeAuthority.of(services.keys);
        resolvedAsOf(authority.number());
        letIn();
        var told = new AtomicInteger();
        services.keys.on(FakeService.USED, exchange -> {
            told.incrementAndGet();
            letIn();
            FakeService.reply(exchange, 204, "");
        });
        await().until(() -> told.get() > 0);

        IntStream.range(0, 50).forEach(i -> letIn());

        assertEquals(1, told.get());
    }

    private void letIn() {
        withKey(text()).get(ROUTE).then().statusCode(200);
    }

    private String text() {
        return key.text().reveal();
    }

    private long asked() {
        return services.keys.arrived().stream()
                .filter(asked -> asked.uri().equals(Services.KEYS_RESOLVE))
                .count();
    }

    private void resolvedAsOf(long number) {
        services.keys.on(Services.KEYS_RESOLVE, 200, resolved(number));
    }

    private String resolved(long asOf) {
        return """
                {"outcome":"resolved","keyId":"%s","orgId":"%s","mode":"test","asOf":%d,"subjects":["%s"]}""".formatted(TestIds.next("key"), org, asOf, subject);
    }

    private String refusal(long asOf) {
        return """
                {"outcome":"refused","asOf":%d,"subjects":["%s"]}""".formatted(asOf, subject);
    }

    private String status(String status, long asOf) {
        return """
                {"status":"%s","asOf":%d,"subjects":["organization:%s"]}""".formatted(status, asOf, org);
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
