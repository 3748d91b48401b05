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
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bucket never gives more than limit × (1 + elapsed / minute), to however many replicas, and never less than it should. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class RequestBucketDbTest {
    private static final Instant START = Instant.parse("2026-05-02T14:00:00Z");
    private static final Actor STAFF = new Actor(ActorType.STAFF, "usr_01kay4czmwf2jb7d9q5t3h8xnf");
    private final String org = TestIds.next("org");
    private final Tenant test = new Tenant(org, Mode.TEST);

    @Inject
    RequestBucket bucket;

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
    void newBucketIsFullByTheDefaultOfItsMode() {
        assertEquals(new RequestBucket.Block(50, 1_000, 950, 0), take(50));
        assertEquals(new RequestBucket.Block(50, 6_000, 5_950, 0), take(new Tenant(org, Mode.LIVE), 50));
    }

    @Test
    void itGivesWhatIsThereAndThenSaysWhenToComeBack() {
        take(990);

        assertEquals(new RequestBucket.Block(10, 1_000, 0, 0), take(50));
        assertEquals(new RequestBucket.Block(0, 1_000, 0, 60), take(50));
        clock.advance(Duration.ofMillis(59));
        assertEquals(new RequestBucket.Block(0, 1_000, 0, 1), take(50));
        clock.advance(Duration.ofMillis(1));
        assertEquals(new RequestBucket.Block(1, 1_000, 0, 0), take(50));
    }

    @Test
    void moreThanTheLimitIsNotThereAtOnce() {
        assertEquals(new RequestBucket.Block(1_000, 1_000, 0, 0), take(5_000));
    }

    @Test
    void itRefillsEvenlyAndNotBeyondItsLimit() {
        take(1_000);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(500, take(1_000).granted());
        clock.advance(Duration.ofDays(400));
        assertEquals(new RequestBucket.Block(1_000, 1_000, 0, 0), take(1_000));
    }

    /** 7 a minute does not divide a minute into whole milliseconds, and a rounding would add up. */
    @Test
    void nothingIsLostOrWonByRounding() {
        set(7, null);
        take(7);
        long granted = 0;
        for (int step = 0; step < 10_000; step += 1) {
            if (step % 100 == 0) {
                granted += take(7).granted();
            }
            clock.advance(Duration.ofMillis(173));
        }
        granted += take(7).granted();

        assertEquals(10_000L * 173 * 7 / 60_000, granted);
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
        take(500);
        set(200, null);
        assertEquals(new RequestBucket.Block(200, 200, 0, 0), take(1_000));
        clock.advance(Duration.ofSeconds(30));
        assertEquals(100, take(1_000).granted());
        assertEquals(6_000, take(new Tenant(org, Mode.LIVE), 1).limit());
        set(null, null);
        clock.advance(Duration.ofSeconds(60));
        assertEquals(new RequestBucket.Block(1_000, 1_000, 0, 0), take(1_000));
    }

    @Test
    void clockThatIsBehindRefillsNothingAndTakesNothingBack() {
        take(1_000);
        clock.advance(Duration.ofSeconds(30));
        assertEquals(500, take(500).granted());

        clock.set(START.plusSeconds(1).toString());
        assertEquals(0, take(1_000).granted());
        clock.set(START.plusSeconds(31).toString());
        assertEquals(16, take(1_000).granted());
    }

    @Test
    void timeFromABrokenClockIsForgotten() {
        clock.advance(Duration.ofDays(365));
        take(1_000);
        clock.set(START.toString());

        assertEquals(0, take(1_000).granted());
        clock.advance(Duration.ofSeconds(6));
        assertEquals(100, take(1_000).granted());
    }

    /** The promise itself, over a simulated hour, by replicas with clocks that are apart; the seed is in the message. */
    @Test
    void replicasTogetherNeverGetMoreThanTheLimitAllows() {
        for (long seed = 1; seed <= 3; seed++) {
            var random = new SplittableRandom(seed);
            var tenant = new Tenant(TestIds.next("org"), random.nextBoolean() ? Mode.TEST : Mode.LIVE);
            long limit = RequestLimits.defaultOf(tenant.mode());
            long[] skews = {0, random.nextInt(2_000), random.nextInt(2_000)};
            long latest = 0;
            long granted = 0;
            long elapsed = 0;
            var failed = "seed " + seed;
            while (elapsed < 3_600_000) {
                elapsed += random.nextInt(10) == 0 ? random.nextInt(120_000) : random.nextInt(20_000);
                long now = elapsed + skews[random.nextInt(skews.length)];
                latest = Math.max(latest, now);
                clock.set(START.plusMillis(now).toString());
                granted += take(tenant, 1 + random.nextInt((int) limit)).granted();
                long most = limit + limit * latest / 60_000;
                assertTrue(granted <= most, failed + " at " + now + ": " + granted + " > " + most);
            }
            assertTrue(granted > limit * 10, failed + ": only " + granted);
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

    private RequestBucket.Block take(int wanted) {
        return take(test, wanted);
    }

    private RequestBucket.Block take(Tenant tenant, int wanted) {
        return bucket.take(tenant, wanted).await().atMost(Duration.ofSeconds(20));
    }

    private void set(@Nullable Integer test, @Nullable Integer live) {
        limits.execute(STAFF, org, new RequestLimits(test, live)).await().atMost(Duration.ofSeconds(20));
    }
}
