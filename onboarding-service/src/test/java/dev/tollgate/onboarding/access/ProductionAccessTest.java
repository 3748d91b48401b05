package dev.tollgate.onboarding.access;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.testkit.TestIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductionAccessTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private static final Actor OWNER = new Actor(ActorType.USER, "usr_1");
    private static final Actor REVIEWER = new Actor(ActorType.STAFF, "usr_9");
    private static final OwnerIdentity IDENTITY =
            new OwnerIdentity("usr_1", "ada@example.com", "Ada Lovelace", "email", "Souza");
    private static final Declaration DECLARATION =
            Declaration.byOwner("Invoices between sellers and buyers", null, null);

    /** The picture in contract/production-access.md, written down a second time: from, move, to. */
    private static final List<List<String>> PICTURE = List.of(
            List.of("sandbox_only", "declared", "declaration_pending"),
            List.of("production_denied", "declared", "declaration_pending"),
            List.of("declaration_pending", "approved", "production_approved"),
            List.of("declaration_pending", "denied", "production_denied"),
            List.of("production_approved", "suspended", "production_suspended"),
            List.of("production_suspended", "reinstated", "production_approved"));

    /** The shortest way to each state. */
    private static final Map<ProductionAccessState, List<ProductionAccessTransition>> WAY = new EnumMap<>(Map.of(
            ProductionAccessState.SANDBOX_ONLY, List.of(),
            ProductionAccessState.DECLARATION_PENDING, List.of(ProductionAccessTransition.DECLARE),
            ProductionAccessState.PRODUCTION_APPROVED,
                    List.of(ProductionAccessTransition.DECLARE, ProductionAccessTransition.APPROVE),
            ProductionAccessState.PRODUCTION_DENIED,
                    List.of(ProductionAccessTransition.DECLARE, ProductionAccessTransition.DENY),
            ProductionAccessState.PRODUCTION_SUSPENDED,
                    List.of(
                            ProductionAccessTransition.DECLARE,
                            ProductionAccessTransition.APPROVE,
                            ProductionAccessTransition.SUSPEND)));

    private final String org = TestIds.next("org");

    static Stream<Arguments> matrix() {
        return Arrays.stream(ProductionAccessState.values())
                .flatMap(from -> Arrays.stream(ProductionAccessTransition.values())
                        .map(transition -> Arguments.of(from, transition)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyStateTakesTheMovesOfThePictureAndNoOther(
            ProductionAccessState from, ProductionAccessTransition transition) {
        var access = in(from);
        var to = PICTURE.stream()
                .filter(edge -> edge.get(0).equals(from.wire()) && edge.get(1).equals(transition.done()))
                .map(edge -> edge.get(2))
                .findAny();
        if (to.isPresent()) {
            var event = apply(access, transition);
            assertEquals(from, event.from());
            assertEquals(to.get(), event.to().wire());
            assertEquals(event.to(), access.state());
            assertEquals(
                    "dev.tollgate.onboarding.production_access." + transition.done() + ".v1",
                    event.type().wire());
        } else {
            var refusal = assertThrows(Problem.class, () -> apply(access, transition));
            assertEquals(from, access.state());
            assertEquals(
                    transition == ProductionAccessTransition.DECLARE ? 403 : 409,
                    refusal.code().status());
        }
    }

    @Test
    void onlyApprovedOpensLive() {
        assertEquals(
                List.of(ProductionAccessState.PRODUCTION_APPROVED),
                Arrays.stream(ProductionAccessState.values())
                        .filter(ProductionAccessState::opensLive)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyRunOfMovesLeavesAnUnbrokenChainThatReplaysToTheState(long seed) {
        var random = new SplittableRandom(seed);
        var transitions = List.of(ProductionAccessTransition.values());
        var access = ProductionAccess.undeclared(org);
        List<ProductionAccessEvent> history = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var transition = transitions.get(random.nextInt(transitions.size()));
            try {
                history.add(apply(access, transition));
            } catch (Problem refused) {
                assertTrue(!transition.from().contains(access.state()), "seed " + seed);
            }
        }
        var replayed = ProductionAccessState.SANDBOX_ONLY;
        for (int i = 0; i < history.size(); i++) {
            assertEquals(i + 1, history.get(i).decision(), "seed " + seed);
            assertEquals(replayed, history.get(i).from(), "seed " + seed);
            replayed = history.get(i).to();
        }
        assertEquals(access.state(), replayed, "seed " + seed);
    }

    @Test
    void aRefusedDecisionNamesTheStateAndWhereItWouldBePossible() {
        var refusal = assertThrows(
                Problem.class,
                () -> apply(in(ProductionAccessState.PRODUCTION_DENIED), ProductionAccessTransition.APPROVE));

        assertEquals("InvalidState", refusal.code().name());
        assertEquals(
                Map.of("currentState", "production_denied", "allowedStates", List.of("declaration_pending")),
                refusal.details());
    }

    @Test
    void aNewDeclarationTakesThePlaceOfTheDeniedOneAndShowsWhyThatWasDenied() {
        var access = in(ProductionAccessState.PRODUCTION_DENIED);

        var event = access.declare(
                Declaration.byOwner("Something else altogether", null, null),
                new Actor(ActorType.USER, "usr_2"),
                IDENTITY,
                NOW.plusSeconds(60));

        assertEquals("because", access.reviewNotes());
        assertEquals(NOW, access.reviewedAt());
        assertEquals("usr_2", access.declaredBy());
        assertEquals(NOW.plusSeconds(60), access.declaredAt());
        assertEquals(1, access.kyaTier());
        assertEquals(3, event.decision());
        assertEquals(access.declaration(), requireNonNull(event.declared()).declaration());
    }

    @Test
    void aReviewerWhoLookedAtAnEarlierDecisionIsRefused() {
        var access = in(ProductionAccessState.PRODUCTION_DENIED);
        access.declare(DECLARATION, OWNER, IDENTITY, NOW);
        var approve = ProductionAccessTransition.APPROVE;

        var refusal =
                assertThrows(Problem.class, () -> access.decide(new Decision(approve, null, null, 1), REVIEWER, NOW));

        assertEquals("InvalidState", refusal.code().name());
        assertEquals(ProductionAccessState.DECLARATION_PENDING, access.state());
        assertEquals(
                4,
                access.decide(new Decision(approve, null, null, 3), REVIEWER, NOW)
                        .decision());
    }

    @Test
    void aRequestIsNotApprovedBeforeAnOwnerHasAcceptedTheTerms() {
        var access = ProductionAccess.undeclared(org);
        var key = new Actor(ActorType.API_KEY, "key_1");
        access.request(Declaration.byRequest("Souza", "BR", null, null, null, null), key, IDENTITY, NOW);
        var second = new OwnerIdentity("usr_2", "bea@example.com", "Bea", "email", "Souza");

        var refusal = assertThrows(Problem.class, () -> apply(access, ProductionAccessTransition.APPROVE));
        var accepted = access.acceptTerms(second, 1, NOW).orElseThrow();
        assertTrue(access.acceptTerms(IDENTITY, 7, NOW).isEmpty());

        assertEquals("InvalidState", refusal.code().name());
        assertEquals(second, access.identity());
        assertEquals(1, accepted.decision());
        assertEquals("usr_2", accepted.acceptedBy());
        assertEquals(2, apply(access, ProductionAccessTransition.APPROVE).decision());
    }

    @Test
    void aRequestAfterADeniedDeclarationNeedsTheTermsAgain() {
        var access = in(ProductionAccessState.PRODUCTION_DENIED);
        assertThrows(Problem.class, () -> access.acceptTerms(IDENTITY, null, NOW));

        access.request(Declaration.byRequest("Souza", "BR", null, null, null, null), OWNER, IDENTITY, NOW);

        assertFalse(access.termsAccepted());
        assertEquals(Via.REQUEST, access.via());
    }

    @Test
    void theCeilingInForceIsThatOfTheNewestDecisionThatSetOne() {
        var access = in(ProductionAccessState.DECLARATION_PENDING);
        var ceiling = new Ceiling(null, new BigDecimal("9.00"), null, false);

        var approved =
                access.decide(new Decision(ProductionAccessTransition.APPROVE, null, ceiling, null), REVIEWER, NOW);
        var suspended = apply(access, ProductionAccessTransition.SUSPEND);

        assertEquals(ceiling, approved.ceiling());
        assertNull(suspended.ceiling());
        assertEquals(approved.decision(), access.ceilingDecision());
    }

    private ProductionAccess in(ProductionAccessState state) {
        var access = ProductionAccess.undeclared(org);
        WAY.getOrDefault(state, List.of()).forEach(transition -> apply(access, transition));
        assertEquals(state, access.state());
        return access;
    }

    private static ProductionAccessEvent apply(ProductionAccess access, ProductionAccessTransition transition) {
        return transition == ProductionAccessTransition.DECLARE
                ? access.declare(DECLARATION, OWNER, IDENTITY, NOW)
                : access.decide(new Decision(transition, "because", null, null), REVIEWER, NOW);
    }
}
