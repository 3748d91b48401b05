package dev.tollgate.onboarding.access;

import static dev.tollgate.onboarding.GoldenEvents.ORG;
import static dev.tollgate.onboarding.GoldenEvents.OWNER;
import static dev.tollgate.onboarding.GoldenEvents.STAFF;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class ProductionAccessEventContractTest {
    @Inject
    Outbox outbox;

    @ParameterizedTest
    @EnumSource
    void everyMoveIsPublishedAsItsExampleShows(ProductionAccessTransition transition) throws Exception {
        var declares = transition == ProductionAccessTransition.DECLARE;
        var event = new ProductionAccessEvent(
                ORG,
                number(transition),
                transition,
                transition.from().getFirst(),
                declares ? new Actor(ActorType.USER, OWNER) : new Actor(ActorType.STAFF, STAFF),
                notes(transition),
                transition == ProductionAccessTransition.APPROVE
                        ? new Ceiling(new BigDecimal("250.00"), new BigDecimal("1000.00"), null, false)
                        : null,
                declares
                        ? new Declared(Via.DECLARATION, Declaration.byOwner("A secret of ours", null, null), null)
                        : null,
                Instant.EPOCH);

        GoldenEvents.assertGolden(outbox, event);
    }

    @Test
    void theTopicIsTheOneThatOthersListenTo() {
        assertEquals(
                "tollgate.onboarding.production_access.v1",
                ProductionAccessTransition.APPROVE.fact().topic());
    }

    private static int number(ProductionAccessTransition transition) {
        return switch (transition) {
            case DECLARE -> 1;
            case APPROVE, DENY -> 2;
            case SUSPEND -> 3;
            case REINSTATE -> 4;
        };
    }

    private static @Nullable String notes(ProductionAccessTransition transition) {
        return switch (transition) {
            case DECLARE -> null;
            case APPROVE -> "Welcome to live.";
            case DENY -> "The website is not yours.";
            case SUSPEND -> "Chargebacks under review.";
            case REINSTATE -> "Review closed.";
        };
    }
}
