package dev.tollgate.keys.requestlimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The window never gives more than the limit in any minute, to however many replicas, and never less than it should. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class RequestWindowDbTest {
    private static final int MOST_APART = 2_000;
    private static final Instant START = Instant.parse("2026-05-02T14:00:00Z");
    private static final Actor STAFF = new Actor(ActorType.STAFF, "usr_01kay4czmwf2jb7d9q5t3h8xnf");
    private final String org = TestIds.next("org");
    private final Tenant test = new Tenant(org, Mode.TEST);

    @Inject
    RequestWindow window;

    @Inject
    ChangeRequestLimits limits;

    @Inject
    SettableClock clock;

    @BeforeEach
    void stopTheClock() {
        clock.set(START.toString());
    }

    @AfterEach
    void letItRun() {
        clock.letRun();
    }

    @Test
    void newWindowHasTheDefaultOfItsMode() {
        assertEquals(new RequestWindow.Block(50, 1_000, 950, 0), take(50));
        assertEquals(new RequestWindow.Block(50, 6_000, 5_950, 0), take(new Tenant(org, Mode.LIVE), 50));
    }

    @Test
    void itGivesWhatIsThereAndThenSaysWhenToComeBack() {
        take(990);
        clock.advance(Duration.ofSeconds(20));

        assertEquals(new RequestWindow.Block(10, 1_000, 0, 0), take(50));
        assertEquals(new RequestWindow.Block(0, 1_000, 0, 40_250), take(50));
        clock.advance(Duration.ofMillis(40_249));
        assertEquals(new RequestWindow.Block(0, 1_000, 0, 1), take(50));
        clock.advance(Duration.ofMillis(1));
        assertEquals(new RequestWindow.Block(50, 1_000, 940, 0), take(50));
    }

    @Test
    void moreThanTheLimitIsNotThereAtOnce() {
        assertEquals(new RequestWindow.Block(1_000, 1_000, 0, 0), take(5_000));
    }

    /** A bucket that is full at first and refills would give twice the limit. */
    @Test
    void firstMinuteHasTheLimitAndNoMore() {
        long granted = 0;
        for (int second = 0; second < 60; second++) {
            granted += take(50).granted();
            clock.advance(Duration.ofSeconds(1));
        }
        assertEquals(1_000, granted);
    }

    @Test
    void whatWasGivenInOneSlotIsKeptAsOne() {
        take(10);
        clock.advance(Duration.ofMillis(249));
        take(10);
        clock.advance(Duration.ofMillis(1));
        take(10);

        assertEquals(970, take(1_000).granted());
        clock.advance(Duration.ofMillis(59_999));
        assertEquals(0, take(1).granted());
        clock.advance(Duration.ofMillis(1));
        assertEquals(20, take(1_000).granted());
    }

    @Test
    void organizationsAndModesHaveBucketsOfTheirOwn() {
        take(1_000);

        assertEquals(6_000, take(new Tenant(org, Mode.LIVE), 6_000).granted());
        assertEquals(
                1_000, take(new Tenant(TestIds.next("org"), Mode.TEST), 1_000).granted());
        assertEquals(0, take(1).granted());
    }

    @Test
    void staffsLimitHoldsFromTheNextBlockOnAndInItsModeOnly() {
        take(100);
        clock.advance(Duration.ofSeconds(10));
        take(400);
        set(200, null);
        assertEquals(new RequestWindow.Block(0, 200, 0, 60_250), take(1_000));
        set(401, null);
        assertEquals(new RequestWindow.Block(0, 401, 0, 50_250), take(1_000));
        set(700, null);
        assertEquals(new RequestWindow.Block(200, 700, 0, 0), take(1_000));
        assertEquals(6_000, take(new Tenant(org, Mode.LIVE), 1).limit());
        set(null, null);
        assertEquals(new RequestWindow.Block(300, 1_000, 0, 0), take(1_000));
    }

    @Test
    void clockThatIsBehindCountsByTheOneThatIsAhead() {
        take(500);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(400, take(400).granted());

        clock.set(START.plusSeconds(1).toString());
        assertEquals(new RequestWindow.Block(100, 1_000, 0, 0), take(1_000));
        assertEquals(new RequestWindow.Block(0, 1_000, 0, 30_250), take(1_000));
        clock.set(START.plusMillis(60_250).toString());
        assertEquals(500, take(1_000).granted());
    }

    @Test
    void whatWasGivenByABrokenClockCountsAsGivenNow() {
        clock.advance(Duration.ofDays(365));
        take(1_000);
        clock.set(START.toString());

        assertEquals(new RequestWindow.Block(0, 1_000, 0, 60_250), take(1_000));
        clock.advance(Duration.ofMillis(60_250));
        assertEquals(1_000, take(1_000).granted());
    }

    /** The promise itself, over a simulated hour, by replicas with clocks that are apart; the seed is in the message. */
    @Test
    void inNoMinuteDoReplicasTogetherGetMoreThanTheLimit() {
        for (long seed = 1; seed <= 3; seed++) {
            var random = new SplittableRandom(seed);
            var tenant = new Tenant(TestIds.next("org"), random.nextBoolean() ? Mode.TEST : Mode.LIVE);
            int limit = RequestLimits.defaultOf(tenant.mode());
            int[] skews = {0, random.nextInt(MOST_APART), random.nextInt(MOST_APART)};
            var given = new ArrayDeque<long[]>();
            long all = 0;
            for (long elapsed = 0; elapsed < 3_600_000; elapsed += random.nextInt(20_000)) {
                clock.set(START.plusMillis(elapsed + skews[random.nextInt(skews.length)])
                        .toString());
                long granted = take(tenant, 1 + random.nextInt(limit)).granted();
                given.addLast(new long[] {elapsed, granted});
                all += granted;
                long begins = elapsed - 60_000 + MOST_APART;
                given.removeIf(block -> block[0] <= begins);
                long inWindow = given.stream().mapToLong(block -> block[1]).sum();
                assertTrue(inWindow <= limit, "seed " + seed + " at " + elapsed + ": " + inWindow);
            }
            assertTrue(all > limit * 45L, "seed " + seed + ": only " + all);
        }
    }

    /** As many connections as there are, all for one bucket: exactly what is there is given. */
    @Test
    void concurrentReplicasShareWhatIsThere() throws Exception {
        var granted = Concurrently.times(16, () -> {
            long sum = 0;
            for (int i = 0; i < 20; i++) {
                sum += take(7).granted();
            }
            return sum;
        });

        assertEquals(1_000, granted.stream().mapToLong(Long::longValue).sum());
    }

    private RequestWindow.Block take(int wanted) {
        return take(test, wanted);
    }

    private RequestWindow.Block take(Tenant tenant, int wanted) {
        return window.take(tenant, wanted).await().atMost(Duration.ofSeconds(20));
    }

    private void set(@Nullable Integer test, @Nullable Integer live) {
        limits.execute(STAFF, org, new RequestLimits(test, live)).await().atMost(Duration.ofSeconds(20));
    }
}
