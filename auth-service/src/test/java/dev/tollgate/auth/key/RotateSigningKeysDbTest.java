package dev.tollgate.auth.key;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a key, as the essay of this package tells it. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class RotateSigningKeysDbTest {
    private static final String COUNT = "select count(*) from signing_key";
    private static final String SEALED = "select sealed_private_key from signing_key where kid = ?";
    private static final Actor STAFF = new Actor(ActorType.STAFF, "usr_staff");

    @Inject
    SigningKeys keys;

    @Inject
    RotateSigningKeys rotation;

    @Inject
    SigningKeyWorker worker;

    @Inject
    Background background;

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    Changes changes;

    @Inject
    Vertx vertx;

    @Inject
    SettableClock clock;

    @ConfigProperty(name = "tollgate.session-keys.rotate-every")
    Duration every;

    private String first = "";

    @BeforeEach
    void oneKey() throws Exception {
        Rows.value("delete from signing_key");
        first = keys.ensure().kid();
    }

    @AfterEach
    void asBefore() throws Exception {
        clock.letRun();
        Rows.value("delete from signing_key");
        keys.ensure();
    }

    @Test
    void keyIsPublishedBeforeItSignsAndItsPredecessorStopsThen() throws Exception {
        var rotated = background.run(() -> rotation.rotate(STAFF));
        var next = rotated.kids().getFirst();

        assertTrue(rotated.made());
        assertEquals(List.of(next, first), rotated.kids());
        assertEquals(first, signing());
        clock.advance(RotateSigningKeys.LEAD.minusSeconds(5));
        assertEquals(first, signing());
        clock.advance(Duration.ofSeconds(6));
        assertEquals(next, signing());
        assertEquals(List.of(next, first), published());
    }

    @Test
    void leadIsLongerThanAnybodyMayRememberTheSet() {
        assertTrue(RotateSigningKeys.LEAD.compareTo(JwksResource.CACHED) > 0);
    }

    @Test
    void tokensOfARetiredKeyResolveUntilTheLastOneHasExpired() throws Exception {
        background.run(() -> rotation.rotate(STAFF));
        clock.advance(RotateSigningKeys.LEAD.minusSeconds(5));
        var last = AuthApi.owner(); // signed by the old key in its last seconds
        clock.advance(Duration.ofHours(12).minusSeconds(60));

        AuthApi.resolve(last.token()).then().body("outcome", equalTo("resolved"));
        assertTrue(published().contains(first));

        clock.advance(Duration.ofMinutes(5));
        assertFalse(published().contains(first));
    }

    @Test
    void privateHalfIsErasedWhenItSignsNoMoreAndThePublicOneStays() throws Exception {
        var next = background.run(() -> rotation.rotate(STAFF)).kids().getFirst();
        clock.advance(RotateSigningKeys.LEAD.multipliedBy(2).minusSeconds(5));
        background.run(rotation::erase);
        assertNotNull(Rows.value(SEALED, first));

        clock.advance(Duration.ofSeconds(6));
        worker.round();

        assertNull(Rows.value(SEALED, first));
        assertNotNull(Rows.value(SEALED, next));
        assertTrue(published().contains(first));
    }

    @Test
    void keysRotateByThemselvesWhenItIsTimeAndNotBefore() throws Exception {
        clock.advance(every.minusMinutes(1));
        assertFalse(background.run(rotation::rotateIfDue));
        assertEquals("1", Rows.value(COUNT));

        clock.advance(Duration.ofMinutes(2));
        worker.round();
        worker.round();

        assertEquals("2", Rows.value(COUNT));
        assertEquals(first, signing());
        clock.advance(RotateSigningKeys.LEAD);
        assertNotEquals(first, signing());
    }

    @Test
    void ofReplicasThatRotateAtOnceOneDoes() throws Exception {
        clock.advance(every.plusSeconds(1));
        int replicas = 5;
        int made = 0;
        try (var threads = Executors.newFixedThreadPool(replicas)) {
            Callable<Boolean> replica = () -> background.run(replica()::rotateIfDue);
            for (var rotated : threads.invokeAll(
                    IntStream.range(0, replicas).mapToObj(i -> replica).toList())) {
                made += rotated.get() ? 1 : 0;
            }
        }

        assertTrue(made <= 1, "the application's own worker may have been first");
        assertEquals("2", Rows.value(COUNT));
        assertEquals("1", Rows.value("select count(*) from signing_key where retired_at is null"));
    }

    @Test
    void ofStaffWhoRotateAtOnceOneDoesAndAllGetTheSameKeys() throws Exception {
        Callable<RotateSigningKeys.Outcome> staff =
                () -> background.run(() -> replica().rotate(STAFF));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var outcomes = threads.invokeAll(List.of(staff, staff));
            var one = outcomes.getFirst().get();
            var other = outcomes.getLast().get();

            assertTrue(one.made() ^ other.made());
            assertEquals(one.kids(), other.kids());
        }
        assertEquals("2", Rows.value(COUNT));
    }

    @Test
    void compromisedKeyIsFollowedAtOnce() throws Exception {
        var outcome = background.run(() -> rotation.revoke(null, STAFF));

        assertEquals(1, outcome.kids().size());
        assertFalse(outcome.kids().contains(first));
        assertEquals(outcome.signing(), signing());
        assertNull(Rows.value(SEALED, first));
    }

    @Test
    void keyThatWaitsForItsTurnTakesOverFromACompromisedOne() throws Exception {
        var next = background.run(() -> rotation.rotate(STAFF)).kids().getFirst();

        background.run(() -> rotation.revoke(first, STAFF));

        assertEquals(List.of(next), published());
        assertEquals(next, signing());
        assertEquals("2", Rows.value(COUNT));
    }

    @Test
    void compromisedKeyThatHasNotSignedYetIsReplaced() throws Exception {
        var next = background.run(() -> rotation.rotate(STAFF)).kids().getFirst();

        var outcome = background.run(() -> rotation.revoke(next, STAFF));

        assertFalse(outcome.kids().contains(next));
        assertNotEquals(first, outcome.signing());
        clock.advance(RotateSigningKeys.LEAD.plusSeconds(1));
        assertEquals(outcome.signing(), signing());
    }

    @Test
    void retiredKeyThatTurnsOutCompromisedChangesNothingElse() throws Exception {
        var next = background.run(() -> rotation.rotate(STAFF)).kids().getFirst();
        clock.advance(RotateSigningKeys.LEAD.plusSeconds(1));

        var outcome = background.run(() -> rotation.revoke(first, STAFF));

        assertEquals(List.of(next), outcome.kids());
        assertEquals("2", Rows.value(COUNT));
        assertFalse(background.run(() -> rotation.revoke(first, STAFF)).made());
    }

    @Test
    void thereIsAKeyToSignWithWhateverTheClockSays() throws Exception {
        background.run(() -> rotation.rotate(STAFF));

        clock.set("2020-01-01T00:00:00Z");
        assertNotEquals("", signing());
        clock.set("2040-01-01T00:00:00Z");
        assertNotEquals("", signing());
    }

    @Test
    void rotatingAllTheTimeIsRefusedAtTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> new RotateSigningKeys(keys, transactions, outbox, changes, vertx, clock, Duration.ofMinutes(59)));
    }

    private RotateSigningKeys replica() {
        return new RotateSigningKeys(keys, transactions, outbox, changes, vertx, clock, every);
    }

    private String signing() throws Exception {
        return background.run(() -> keys.current()).kid();
    }

    private List<String> published() throws Exception {
        return background.run(() -> keys.published()).stream().map(Jwk::kid).toList();
    }
}
