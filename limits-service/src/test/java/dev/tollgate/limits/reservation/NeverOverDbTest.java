package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three replicas' combiners over one database, many clients, hot and cold organizations, ends, repeats, agents, midnight and the end of a month: no
 * window is ever over its ceiling, not only in the end (every version of every window is written down by a trigger), each reference has one
 * answer, and the sums are those of the reservations. {@code -Dtollgate.never-over=100000} makes it longer, {@code -Dtollgate.seed} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class NeverOverDbTest {
    private static final int REQUESTS = Integer.getInteger("tollgate.never-over", 6_000);
    private static final int CLIENTS = 64;
    private static final int REPLICAS = 3;
    private static final List<String> MOMENTS = List.of(
            "2026-05-30T12:00:00Z",
            "2026-05-30T23:59:59Z",
            "2026-05-31T00:00:01Z",
            "2026-05-31T23:59:59Z",
            "2026-06-01T00:00:00Z");

    @Inject
    Steps steps;

    @Inject
    ReserveTogether together;

    @Inject
    Organizations organizations;

    @Inject
    Vertx vertx;

    @Inject
    Background background;

    @Inject
    SettableClock clock;

    private final long seed = Long.getLong("tollgate.seed", System.nanoTime());
    private final List<String> orgs =
            IntStream.range(0, 12).mapToObj(i -> TestIds.next("org")).toList();
    private final List<String> agents =
            IntStream.range(0, 3).mapToObj(i -> TestIds.next("agt")).toList();
    private final Map<String, ReservationOutcome> answers = new ConcurrentHashMap<>();

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    @Test
    void atNoInstantIsAWindowOverItsCeiling() throws Exception {
        Books.writeDownEveryWindow();
        var replicas = Stream.generate(() -> new Reserve(organizations, together, vertx, 4, 32, 2048, 16384))
                .limit(REPLICAS)
                .toList();

        Steps.race(IntStream.range(0, CLIENTS)
                .<Callable<Boolean>>mapToObj(client -> () -> work(client, replicas))
                .toList());

        for (var org : orgs) {
            var books = new Books(org);
            books.assertReconciled();
            assertTrue(books.highest("day", "") <= 500_00, () -> "a day of " + org + ", seed " + seed);
            assertTrue(books.highest("month", "") <= 2_000_00, () -> "a month of " + org + ", seed " + seed);
            for (int tier = 0; tier < agents.size(); tier++) {
                long daily = List.of(100_00L, 500_00L, 5_000_00L).get(tier);
                assertTrue(books.highest("day", agents.get(tier)) <= daily, () -> "an agent's day, seed " + seed);
            }
        }
        assertTrue(new Books(orgs.getFirst()).highest("day", "") > 499_00, "the hot organization came to its ceiling");
        assertEquals(
                answers.size(),
                orgs.stream().map(Books::new).mapToLong(Books::decisions).sum(),
                "each reference was decided once, seed " + seed);
    }

    /** Half of it is for the first organization. */
    private boolean work(int client, List<Reserve> replicas) throws Exception {
        var random = new SplittableRandom(seed + client);
        List<String[]> mine = new ArrayList<>();
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
            if (client == 0 && i % Math.max(1, REQUESTS / CLIENTS / 12) == 0) {
                clock.set(MOMENTS.get(random.nextInt(MOMENTS.size())));
            }
            var org = orgs.get(random.nextBoolean() ? 0 : random.nextInt(orgs.size()));
            switch (random.nextInt(8)) {
                case 0 -> end(mine, random);
                case 1 -> {
                    if (!mine.isEmpty()) {
                        var known = mine.get(random.nextInt(mine.size()));
                        reserve(replicas, random, known[0], known[1]);
                    }
                }
                default -> {
                    var reference = TestIds.next("pi");
                    reserve(replicas, random, org, reference);
                    mine.add(new String[] {org, reference});
                }
            }
        }
        return true;
    }

    private void reserve(List<Reserve> replicas, SplittableRandom random, String org, String reference)
            throws Exception {
        int who = random.nextInt(6);
        var principal = who < agents.size()
                ? new Principal(ActorType.AGENT, agents.get(who), Steps.live(org), null, null, false, null, who)
                : Steps.key(org);
        long cents = random.nextLong(1, 30_00);
        var request = ReservationRequest.parse(
                cents / 100 + "." + cents % 100 / 10 + cents % 10, "USD", null, "payment_intent", reference);
        var replica = replicas.get(random.nextInt(replicas.size()));
        var answer = background.run(() -> replica.run(principal, request));
        var first = answers.putIfAbsent(reference, answer);
        assertEquals(first == null ? answer : first, answer, "seed " + seed);
    }

    private void end(List<String[]> mine, SplittableRandom random) throws Exception {
        if (!mine.isEmpty()) {
            var known = mine.get(random.nextInt(mine.size()));
            if (random.nextInt(4) == 0) {
                steps.commit(known[0], known[1]);
            } else {
                steps.release(known[0], known[1]);
            }
        }
    }
}
