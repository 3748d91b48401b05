package dev.tollgate.onboarding.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.access.Ceiling;
import dev.tollgate.onboarding.access.Decision;
import dev.tollgate.onboarding.access.Declaration;
import dev.tollgate.onboarding.access.OwnerIdentity;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.onboarding.access.ProductionAccessTransition;
import dev.tollgate.onboarding.access.TransitionLog;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Seeded random sequences of moves, in each step of which several people move one organization at once: never a state that the table does not have, the history
 * replays to the state, facts match the history one to one. {@code -Dtollgate.sequences=10000} for all that the contract asks for.
 */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class RandomSequencesDbTest {
    private static final int SEQUENCES = Integer.getInteger("tollgate.sequences", 200);
    private static final int AT_ONCE = 6;
    private static final ProductionAccessTransition[] MOVES = ProductionAccessTransition.values();
    private static final String STATE =
            "select state, transitions, coalesce(ceiling_decision, 0) from production_access where org_id = ?";
    private static final String HISTORY =
            "select transition, from_state, to_state, ceiling_disabled is not null from production_access_history"
                    + " where org_id = ? order by sequence";

    @Inject
    Background background;

    @Inject
    Sessions sessions;

    @Inject
    ProductionAccessRepository repository;

    @Inject
    TransitionLog log;

    @Inject
    DecideProductionAccess decide;

    private final Map<String, Long> moved = new ConcurrentHashMap<>();

    @Test
    void anySequenceOfMovesByManyAtOnceKeepsTheTable() throws Exception {
        var organizations = new ArrayList<String>();
        var limit = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = LongStream.range(0, SEQUENCES)
                    .mapToObj(seed -> threads.submit(() -> {
                        limit.acquire();
                        try {
                            return sequence(seed);
                        } finally {
                            limit.release();
                        }
                    }))
                    .toList();
            for (var sequence : running) {
                organizations.add(sequence.get());
            }
        }
        forgetMails(organizations);
        var moves = assertHistoriesReplay(organizations);
        assertFactsMatch(moves);
    }

    /** Rounds of two to four moves at once; at the end nothing waits for review. */
    private String sequence(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var org = TestIds.next("org");
        attempt(org, ProductionAccessTransition.DECLARE, random.split());
        for (int round = 2 + random.nextInt(3); round > 0; round--) {
            List<Callable<Boolean>> people = new ArrayList<>();
            for (int i = 2 + random.nextInt(3); i > 0; i--) {
                var move = MOVES[random.nextInt(MOVES.length)];
                var own = random.split();
                people.add(() -> attempt(org, move, own));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var person : threads.invokeAll(people)) {
                    person.get();
                }
            }
        }
        attempt(org, ProductionAccessTransition.DENY, new SplittableRandom(0));
        return org;
    }

    private boolean attempt(String org, ProductionAccessTransition move, SplittableRandom random) throws Exception {
        try {
            if (move == ProductionAccessTransition.DECLARE) {
                background.run(() -> declare(org));
            } else {
                var seen = random.nextInt(4) == 0 ? random.nextInt(1, 6) : null;
                var decision = new Decision(move, "because", ceiling(random), seen);
                background.run(() -> decide.decide(org, decision, new Actor(ActorType.STAFF, TestIds.next("usr"))));
            }
            moved.merge(org, 1L, Long::sum);
            return true;
        } catch (Problem refused) {
            assertTrue(List.of(403, 409).contains(refused.code().status()), refused.getMessage());
            return false;
        }
    }

    private Uni<Long> declare(String org) {
        var owner = TestIds.next("usr");
        return sessions.acrossTenants(() -> repository
                .lockOrCreate(org)
                .chain(access -> log.append(
                        access,
                        access.declare(
                                Declaration.byOwner("Invoices between sellers and buyers", null, null),
                                new Actor(ActorType.USER, owner),
                                new OwnerIdentity(owner, owner + "@example.com", "Ada", "email", "Souza"),
                                Instant.now()))));
    }

    private static @Nullable Ceiling ceiling(SplittableRandom random) {
        return random.nextBoolean()
                ? new Ceiling(BigDecimal.valueOf(random.nextInt(1, 100_000), 2), null, null, random.nextBoolean())
                : null;
    }

    /** Nobody reads them, and other tests wait for theirs. */
    private static void forgetMails(List<String> organizations) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var delete = owner.prepareStatement("delete from mail where content::json ->> 'orgId' = any(?)")) {
            delete.setArray(1, owner.createArrayOf("text", organizations.toArray()));
            delete.executeUpdate();
        }
    }

    /** What happened to each organization, from its history. */
    private Map<String, List<String>> assertHistoriesReplay(List<String> organizations) throws SQLException {
        Map<String, List<String>> moves = new TreeMap<>();
        try (var owner = Infra.postgres().asOwner("onboarding");
                var state = owner.prepareStatement(STATE);
                var history = owner.prepareStatement(HISTORY)) {
            for (var org : organizations) {
                history.setString(1, org);
                List<String> done = new ArrayList<>();
                var replayed = "sandbox_only";
                int ceiling = 0;
                try (var rows = history.executeQuery()) {
                    while (rows.next()) {
                        assertEquals(replayed, rows.getString(2), org);
                        var move = transition(rows.getString(1));
                        assertTrue(move.from().contains(state(replayed)), org);
                        assertEquals(move.to().wire(), rows.getString(3), org);
                        replayed = rows.getString(3);
                        done.add(rows.getString(1));
                        ceiling = rows.getBoolean(4) ? done.size() : ceiling;
                    }
                }
                state.setString(1, org);
                try (var row = state.executeQuery()) {
                    assertTrue(row.next());
                    assertEquals(replayed, row.getString(1), org);
                    assertEquals(done.size(), row.getInt(2), org);
                    assertEquals(ceiling, row.getInt(3), org);
                }
                assertEquals(moved.get(org), (long) done.size(), org);
                moves.put(org, done);
            }
        }
        return moves;
    }

    private static ProductionAccessState state(String wire) {
        return Arrays.stream(ProductionAccessState.values())
                .filter(state -> state.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private static ProductionAccessTransition transition(String done) {
        for (var move : MOVES) {
            if (move.done().equals(done)) {
                return move;
            }
        }
        throw new AssertionError(done);
    }

    private static void assertFactsMatch(Map<String, List<String>> moves) {
        try (var facts =
                FactsOnKafka.of(ProductionAccessTransition.DECLARE.fact().topic())) {
            for (var organization : moves.entrySet()) {
                var expected = organization.getValue();
                facts.await(organization.getKey(), expected.size());
                var told = facts.seen(organization.getKey());
                assertEquals(expected.size(), told.size(), organization.getKey());
                for (int i = 0; i < expected.size(); i++) {
                    assertEquals(i + 1, told.get(i).data().path("decision").asInt());
                    assertEquals(
                            transition(expected.get(i)).fact().wire(),
                            told.get(i).type());
                }
            }
        }
    }
}
