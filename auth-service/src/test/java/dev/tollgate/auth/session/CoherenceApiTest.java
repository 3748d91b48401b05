package dev.tollgate.auth.session;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Listening;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends or changes sessions answers when every gateway has heard of it (contract/credentials.md: on the next request). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class CoherenceApiTest {
    private static final String SIGN_OUT = "/v1/auth/signout";
    private AuthApi.SignedIn owner;

    @BeforeEach
    void signedInAndNoOtherGateways() {
        owner = AuthApi.owner();
        Rows.value("delete from change_lease");
    }

    @Test
    void signOutAnswersWhenTheGatewayHasHeard() throws Exception {
        try (var gateway = Listening.gateway()) {
            var heard = gateway.whileAnswerWaits(
                    () -> AuthApi.as(owner.principal()).post(SIGN_OUT).statusCode(), 204);

            assertEquals(List.of("session:" + owner.sessionId()), heard);
        }
    }

    @Test
    void signingOutAgainPromisesTheSameThoughItChangesNothing() throws Exception {
        try (var gateway = Listening.gateway()) {
            var first = CompletableFuture.supplyAsync(
                    () -> AuthApi.as(owner.principal()).post(SIGN_OUT).statusCode());
            gateway.hear();
            var again = CompletableFuture.supplyAsync(
                    () -> AuthApi.as(owner.principal()).post(SIGN_OUT).statusCode());

            Listening.requireWaiting(again);
            gateway.acknowledge();

            assertEquals(204, first.get(5, TimeUnit.SECONDS));
            assertEquals(204, again.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void gatewayThatHangsDelaysTheAnswerAndDoesNotPreventIt() {
        try (var hanging = Listening.gateway()) {
            AuthApi.as(owner.principal()).post(SIGN_OUT).then().statusCode(204);

            assertEquals(List.of("session:" + owner.sessionId()), hanging.hear());
        }
    }

    @Test
    void newRoleAndRemovalAnswerWhenTheGatewayHasHeard() throws Exception {
        var member = AuthApi.member(owner, "member");
        var path = "/v1/members/" + member.userId();
        try (var gateway = Listening.gateway()) {
            var demoted = gateway.whileAnswerWaits(
                    () -> AuthApi.as(owner.principal())
                            .body(Map.of("role", "viewer"))
                            .patch(path)
                            .statusCode(),
                    200);
            var removed = gateway.whileAnswerWaits(
                    () -> AuthApi.as(owner.principal()).delete(path).statusCode(), 204);

            assertEquals(List.of("user:" + member.userId()), demoted);
            assertEquals(List.of("user:" + member.userId()), removed);
        }
    }

    @Test
    void repeatedRemovalWaitsToo() throws Exception {
        var member = AuthApi.member(owner, "member");
        var path = "/v1/members/" + member.userId();
        try (var gateway = Listening.gateway()) {
            var first = CompletableFuture.supplyAsync(
                    () -> AuthApi.as(owner.principal()).delete(path).statusCode());
            gateway.hear();
            var again = CompletableFuture.supplyAsync(
                    () -> AuthApi.as(owner.principal()).delete(path).statusCode());

            Listening.requireWaiting(again);
            gateway.acknowledge();

            assertEquals(204, first.get(5, TimeUnit.SECONDS));
            assertEquals(204, again.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void resolutionSaysWhatItIsAsOfWhatMakesItVoidAndWhenItEnds() {
        var end = Instant.parse(AuthApi.post(owner.principal(), "/v1/auth/switch-mode", Map.of("mode", "test"))
                .jsonPath()
                .getString("expiresAt"));

        var resolved = AuthApi.resolve(owner.token())
                .then()
                .body("outcome", equalTo("resolved"))
                .body("subjects", hasItem("session:" + owner.sessionId()))
                .body("subjects", hasItem("user:" + owner.userId()))
                .body("subjects.size()", equalTo(3))
                .extract()
                .jsonPath();

        assertTrue(resolved.getList("subjects", String.class).stream().anyMatch(s -> s.startsWith("signing_key:")));
        var until = Instant.parse(resolved.getString("validUntil"));
        assertTrue(!until.isAfter(end) && until.isAfter(end.minusSeconds(1)), until + " is not " + end);
    }

    @Test
    void everyChangeIsCounted() {
        long before = AuthApi.resolve(owner.token()).jsonPath().getLong("asOf");

        AuthApi.as(owner.principal()).post(SIGN_OUT).then().statusCode(204);

        AuthApi.resolve(owner.token())
                .then()
                .body("outcome", equalTo("refused"))
                .body("asOf", greaterThan((int) before))
                .body("subjects", hasItem("session:" + owner.sessionId()))
                // from then on it is "expired"
                .body("$", hasKey("validUntil"));
    }

    @Test
    void refusalNamesTheSessionAndNotTheStrangersKey() throws Exception {
        var forged = Forgery.of(owner.token())
                .signed(
                        org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256,
                        org.jose4j.jwk.RsaJwkGenerator.generateJwk(2048).getPrivateKey(),
                        "a-kid-of-my-own");

        AuthApi.resolve(forged)
                .then()
                .body("outcome", equalTo("refused"))
                .body("subjects", containsInAnyOrder("session:" + owner.sessionId(), "user:" + owner.userId()));
        AuthApi.resolve("not a token")
                .then()
                .body("outcome", equalTo("refused"))
                .body("subjects", empty());
    }

    @Test
    void onlyProcessesOfOursHearOfChanges() {
        for (var token : List.of(owner.principal(), TestTokens.staff(), TestTokens.anonymous())) {
            AuthApi.post(token, "/internal/v1/changes", Map.of("subscriber", "x"))
                    .then()
                    .statusCode(403);
        }
    }
}
