package dev.tollgate.webhooks.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final Instant THEN = Instant.parse("2026-05-02T14:00:00.000Z");
    private static final Actor ACTOR = Actor.user(TestIds.next("usr"));
    private static final Instant LATER = THEN.plusSeconds(60);

    private final Subscription subscription = new Subscription(
            TestIds.next("whsub"),
            new Tenant(TestIds.next("org"), Mode.TEST),
            new Subscription.Wish("https://a.example/", List.of("*"), "first"),
            "v1.sealed",
            THEN);

    @Test
    void aChangeTakesOverWhatItNamesAndLeavesTheRest() {
        var event = subscription.change(new Subscription.Change("https://b.example/", null, null, null), ACTOR, LATER);

        assertInstanceOf(SubscriptionEvent.Updated.class, event.orElseThrow());
        assertEquals("https://b.example/", subscription.view().url());
        assertEquals(List.of("*"), subscription.view().eventTypes());
        assertEquals("first", subscription.view().description());
        assertEquals(LATER, subscription.view().updatedAt());
    }

    @Test
    void aChangeToWhatAlreadyIsSaysNothing() {
        var event = subscription.change(
                new Subscription.Change("https://a.example/", List.of("*"), "first", true), ACTOR, LATER);

        assertTrue(event.isEmpty());
        assertEquals(THEN, subscription.view().updatedAt());
    }

    @Test
    void anEmptyDescriptionRemovesIt() {
        subscription.change(new Subscription.Change(null, null, "", null), ACTOR, LATER);

        assertNull(subscription.view().description());
    }

    @Test
    void goneIsSaidOnceAndTakenBackByItsOwner() {
        assertTrue(subscription.endpointGone(LATER).isPresent());
        assertEquals("endpoint_gone", subscription.view().disabledReason());
        assertTrue(subscription.endpointGone(LATER).isEmpty());

        subscription.change(new Subscription.Change(null, null, null, true), ACTOR, LATER);

        assertTrue(subscription.view().active());
        assertNull(subscription.view().disabledReason());
    }

    @Test
    void switchedOffOnRequestSaysSo() {
        subscription.change(new Subscription.Change(null, null, null, false), ACTOR, LATER);

        assertFalse(subscription.view().active());
        assertEquals("requested", subscription.view().disabledReason());
    }

    @Test
    void unknownTypesAreNamed() {
        var refused = assertThrows(
                Problem.class, () -> SubscriptionProblem.requireKnown(List.of("ping", "payment_intent.lost")));

        assertTrue(refused.toString().contains("eventTypes[1]: there is no event type \"payment_intent.lost\""));
    }

    @Test
    void everythingStandsAlone() {
        assertThrows(Problem.class, () -> SubscriptionProblem.requireKnown(List.of("*", "ping")));
        assertEquals(List.of("*"), SubscriptionProblem.requireKnown(List.of("*")));
    }

    @Test
    void aTypeGivenTwiceCountsOnce() {
        assertEquals(List.of("ping"), SubscriptionProblem.requireKnown(List.of("ping", "ping")));
    }
}
