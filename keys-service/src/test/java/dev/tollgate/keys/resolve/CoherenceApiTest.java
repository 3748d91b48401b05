package dev.tollgate.keys.resolve;

import static dev.tollgate.keys.KeysApi.as;
import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdAgent;
import static dev.tollgate.keys.KeysApi.resolve;
import static dev.tollgate.keys.KeysApi.revoke;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways remember of keys and agents is void when it changes, and before the change is answered (platform, package coherence). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class CoherenceApiTest {
    private final String org = TestIds.next("org");
    private final String owner = TestTokens.user(org, "owner", "test");
    private final String gateway = UUID.randomUUID().toString();

    @Test
    void revocationIsToldUnderTheSubjectOfTheResolution() {
        var key = created(org);
        var before = resolve(key.getString("secret")).jsonPath();
        long heard = exchange(null).getLong("upTo");

        var revoked = CompletableFuture.runAsync(
                () -> revoke(owner, key.getString("id")).then().statusCode(204));
        long told = awaitNews(heard, before.getList("subjects"));

        assertTrue(told > before.getLong("asOf"));
        acknowledge(told, revoked);
        var after = resolve(key.getString("secret")).jsonPath();
        assertEquals("refused", after.getString("outcome"));
        assertTrue(after.getLong("asOf") >= told);
        assertEquals(before.getList("subjects"), after.getList("subjects"));
    }

    /** It would be answered within milliseconds if it did not wait: the exchange before shows that it is done. */
    @Test
    void revocationIsNotAnsweredBeforeTheGatewayHasHeardIt() throws Exception {
        var id = created(org).getString("id");
        long heard = exchange(null).getLong("upTo");

        var revoked = CompletableFuture.runAsync(() -> revoke(owner, id).then().statusCode(204));
        var news = exchange(heard);
        assertFalse(news.getList("changes").isEmpty());
        assertFalse(revoked.isDone());
        var repeated = CompletableFuture.runAsync(() -> revoke(owner, id).then().statusCode(204));
        assertFalse(repeated.isDone());

        exchange(news.getLong("upTo"));
        revoked.get(5, TimeUnit.SECONDS);
        repeated.get(5, TimeUnit.SECONDS);
    }

    @Test
    void rotationMakesWhatIsRememberedOfTheOldTokenVoidAndNothingOfTheNewOne() {
        var agent = createdAgent(org, "test");
        var change = change("rotate-token", agent.getString("id"), agent.getString("token"));

        assertEquals("resolved", change.before().getString("outcome"));
        assertEquals("refused", change.after().getString("outcome"));
        var now = resolve(change.answer().getString("token")).jsonPath();
        assertEquals("resolved", now.getString("outcome"));
        assertTrue(now.getLong("asOf") >= change.number());
        assertTrue(Collections.disjoint(now.getList("subjects"), change.before().getList("subjects")));
    }

    /** Unfreezing too: the refusal is remembered as well. */
    @ParameterizedTest
    @ValueSource(strings = {"test", "live"})
    void freezingAndUnfreezingMakeWhatIsRememberedVoid(String mode) {
        var agent = createdAgent(org, mode);
        var frozen = change("freeze", agent.getString("id"), agent.getString("token"));
        var unfrozen = change("unfreeze", agent.getString("id"), agent.getString("token"));

        assertEquals("resolved", frozen.before().getString("outcome"));
        assertEquals("refused", frozen.after().getString("outcome"));
        assertEquals("refused", unfrozen.before().getString("outcome"));
        assertEquals("resolved", unfrozen.after().getString("outcome"));
        assertTrue(unfrozen.number() > frozen.number());
    }

    /** @param number under which gateways heard of it */
    private record AgentChange(JsonPath before, long number, JsonPath answer, JsonPath after) {}

    /** Changes an agent by a test session: it is told under each subject of the resolution, with a number after it, and answered only once it was heard. */
    private AgentChange change(String change, String id, String token) {
        var before = resolve(token).jsonPath();
        long heard = exchange(null).getLong("upTo");
        var answered = CompletableFuture.supplyAsync(
                () -> as(owner).post("/v1/agents/" + id + "/" + change), Executors.newVirtualThreadPerTaskExecutor());

        long told = awaitNews(heard, before.getList("subjects"));
        assertFalse(answered.isDone());
        acknowledge(told, answered);

        var after = resolve(token).jsonPath();
        assertTrue(told > before.getLong("asOf"));
        assertTrue(after.getLong("asOf") >= told);
        assertEquals(before.getList("subjects"), after.getList("subjects"));
        return new AgentChange(
                before, told, answered.join().then().statusCode(200).extract().jsonPath(), after);
    }

    /** The number of the last change, once the subjects were told. */
    private long awaitNews(long heard, List<String> subjects) {
        long upTo = heard;
        List<String> told = List.of();
        while (!told.containsAll(subjects)) {
            var news = exchange(upTo);
            told = news.getList("changes.subject");
            upTo = news.getLong("upTo");
        }
        return upTo;
    }

    private void acknowledge(long upTo, CompletableFuture<?> waiting) {
        exchange(upTo);
        waiting.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private JsonPath exchange(@Nullable Long heard) {
        var body = new HashMap<String, Object>();
        body.put("subscriber", gateway);
        body.put("heard", heard);
        return as(TestTokens.service()).body(body).post("/internal/v1/changes").jsonPath();
    }
}
