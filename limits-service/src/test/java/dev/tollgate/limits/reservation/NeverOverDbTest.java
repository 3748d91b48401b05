package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.LedgerTime;
import dev.tollgate.limits.organization.Organizations;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
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
    DecideTogether together;

    @Inject
    Organizations organizations;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry metrics;

    @Inject
    Background background;

    @Inject
    LedgerTime clock;

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
        var replicas = Stream.generate(this::replica).limit(REPLICAS).toList();

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

    /** What one process has: a queue, and who puts reservations and ends into it. */
    private record Replica(Reserve reserve, EndReservation end) {}

    private Replica replica() {
        var queue = new LedgerQueue(together, vertx, metrics, 4, 32, 2048, 16384, Duration.ofSeconds(20));
        return new Replica(new Reserve(organizations, queue), new EndReservation(queue));
    }

    /** A reservation that a client asked for. */
    private record Thing(String org, String reference, Principal principal, String amount) {}

    /** Half of it is for the first organization. The clock of the replicas is wrong all the time, and tells nobody anything. */
    private boolean work(int client, List<Replica> replicas) throws Exception {
        var random = new SplittableRandom(seed + client);
        List<Thing> mine = new ArrayList<>();
        for (int i = 0; i < REQUESTS / CLIENTS; i++) {
            if (client == 0 && i % Math.max(1, REQUESTS / CLIENTS / 12) == 0) {
                clock.set(MOMENTS.get(random.nextInt(MOMENTS.size())));
                clock.setReplicaOnly("2031-02-03T04:05:06Z");
            }
            var replica = replicas.get(random.nextInt(replicas.size()));
            var known = mine.isEmpty() ? null : mine.get(random.nextInt(mine.size()));
            int what = random.nextInt(8);
            if (known != null && what == 0) {
                end(replica, known, random);
            } else if (known != null && what == 1) {
                reserve(replica, known);
            } else {
                var thing = thing(random);
                mine.add(thing);
                reserve(replica, thing);
            }
        }
        return true;
    }

    private Thing thing(SplittableRandom random) {
        var org = orgs.get(random.nextBoolean() ? 0 : random.nextInt(orgs.size()));
        int who = random.nextInt(6);
        var principal = who < agents.size()
                ? new Principal(ActorType.AGENT, agents.get(who), Steps.live(org), null, null, false, null, who)
                : Steps.key(org);
        long cents = random.nextLong(1, 30_00);
        return new Thing(org, TestIds.next("pi"), principal, cents / 100 + "." + cents % 100 / 10 + cents % 10);
    }

    /** Whatever it was told first, but for what became of it. */
    private void reserve(Replica replica, Thing thing) throws Exception {
        var request = ReservationRequest.parse(thing.amount(), "USD", null, "payment_intent", thing.reference());
        var answer = withoutState(background.run(() -> replica.reserve().run(thing.principal(), request)));
        var first = answers.putIfAbsent(thing.reference(), answer);
        assertEquals(first == null ? answer : first, answer, "seed " + seed);
    }

    private static ReservationOutcome withoutState(ReservationOutcome answer) {
        return answer instanceof ReservationOutcome.Reserved(var id, var state)
                ? ReservationOutcome.Reserved.of(id)
                : answer;
    }

    /** By HTTP's queue, or as a fact would. */
    private void end(Replica replica, Thing thing, SplittableRandom random) throws Exception {
        boolean settled = random.nextInt(4) == 0;
        if (random.nextBoolean()) {
            background.run(() -> replica.end().execute(thing.org(), thing.reference(), settled));
        } else if (settled) {
            steps.commit(thing.org(), thing.reference());
        } else {
            steps.release(thing.org(), thing.reference());
        }
    }
}
