package dev.tollgate.keys.usage;

import static dev.tollgate.keys.KeysApi.created;
import static dev.tollgate.keys.KeysApi.createdLive;
import static dev.tollgate.keys.KeysApi.owner;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.keys.Concurrently;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.http.StrictJson;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code last_used_at}: at most one write per key and minute at any rate, only forward, and no deadlock. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class LastUsesDbTest {
    /** The beginning of a minute. */
    private static final Instant START = Instant.parse("2026-05-02T14:00:00Z");

    private final String org = TestIds.next("org");

    @Inject
    LastUses lastUses;

    @Inject
    SettableClock clock;

    @BeforeEach
    void anHourLater() {
        clock.set(START.plus(Duration.ofHours(2)).toString());
    }

    @AfterEach
    void letRun() {
        clock.letRun();
    }

    @Test
    void useIsShown() {
        var key = created(org).getString("id");
        var at = START.plusMillis(1_234);

        assertEquals(1, record(key, at));

        shown(key, at);
    }

    /** A row version is a write: {@code xmin} names the transaction that made the present one. */
    @Test
    void thousandReportsInAMinuteAreOneWriteAndTheNextMinuteIsTheNext() throws Exception {
        var key = created(org).getString("id");
        var versions = new HashSet<String>();
        versions.add(version(key));
        for (int minute = 0; minute < 3; minute++) {
            for (int report = 0; report < 50; report++) {
                record(key, START.plusSeconds(minute * 60L + report));
                versions.add(version(key));
            }
        }

        assertEquals(1 + 3, versions.size());
        shown(key, START.plusSeconds(120));
    }

    @Test
    void concurrentReportsOfOneMinuteAreOneWrite() throws Exception {
        var key = created(org).getString("id");
        var second = new AtomicInteger();

        var written = Concurrently.times(16, () -> record(key, START.plusSeconds(second.getAndIncrement())));

        assertEquals(1, written.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void itNeverMovesBack() {
        var key = created(org).getString("id");
        record(key, START.plusSeconds(300));

        assertEquals(0, record(key, START));
        assertEquals(0, record(key, START.plusSeconds(299)));

        shown(key, START.plusSeconds(300));
    }

    @Test
    void ofOneReportTheLatestUseCounts() {
        var key = created(org).getString("id");

        var written = record(List.of(
                new LastUses.Use(key, START.plusSeconds(1)),
                new LastUses.Use(key, START.plusSeconds(3)),
                new LastUses.Use(key, START.plusSeconds(2))));

        assertEquals(1, written);
        shown(key, START.plusSeconds(3));
    }

    @Test
    void useInTheFutureCountsAsNow() {
        var key = created(org).getString("id");

        record(key, clock.instant().plus(Duration.ofDays(1)));

        shown(key, clock.instant());
    }

    @Test
    void keysOfBothModesAndOfManyOrganizationsAreOneReport() {
        var mine = created(org).getString("id");
        var live = createdLive(org).getString("id");
        var other = TestIds.next("org");
        var theirs = created(other).getString("id");

        var written = record(List.of(
                new LastUses.Use(mine, START),
                new LastUses.Use(live, START),
                new LastUses.Use(theirs, START),
                new LastUses.Use(TestIds.next("key"), START),
                new LastUses.Use("x", START)));

        assertEquals(3, written);
        shown(live, START);
        owner(other).get("/v1/api-keys/" + theirs).then().body("lastUsedAt", equalTo(text(START)));
    }

    @Test
    void emptyReportWritesNothing() {
        assertEquals(0, record(List.of()));
    }

    /** Many reports of the same keys, each in an order of its own; a deadlock would fail one of them. The seed is in the message. */
    @Test
    void reportsInDifferentOrdersDoNotDeadlock() throws Exception {
        long seed = 20_261_122L;
        var random = new SplittableRandom(seed);
        var keys = IntStream.range(0, 12)
                .mapToObj(i -> created(org).getString("id"))
                .toList();
        int rounds = 40;
        var reports = IntStream.range(0, 8 * rounds)
                .mapToObj(report -> {
                    var shuffled = new ArrayList<>(keys);
                    Collections.shuffle(shuffled, new Random(random.nextLong()));
                    return shuffled.stream()
                            .map(key -> new LastUses.Use(key, START.plusSeconds(60L * random.nextInt(rounds))))
                            .toList();
                })
                .toList();
        var next = new AtomicInteger();

        var written = Concurrently.times(8, () -> {
            int sum = 0;
            for (int round = 0; round < rounds; round++) {
                sum += record(reports.get(next.getAndIncrement()));
            }
            return sum;
        });

        int sum = written.stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum >= keys.size() && sum <= keys.size() * rounds, () -> "seed " + seed + ": " + sum);
        for (var key : keys) {
            var latest = reports.stream()
                    .flatMap(List::stream)
                    .filter(use -> use.keyId().equals(key))
                    .map(LastUses.Use::at)
                    .max(Instant::compareTo)
                    .orElseThrow();
            shown(key, latest);
        }
    }

    private int record(String keyId, Instant at) {
        return record(List.of(new LastUses.Use(keyId, at)));
    }

    private int record(List<LastUses.Use> uses) {
        return lastUses.record(uses).await().atMost(Duration.ofSeconds(20));
    }

    private void shown(String key, Instant at) {
        owner(org).get("/v1/api-keys/" + key).then().body("lastUsedAt", equalTo(text(at)));
    }

    private static String text(Instant at) {
        return StrictJson.TIMESTAMP.format(at);
    }

    private static String version(String key) throws SQLException {
        try (var database = Infra.postgres().asSuperuser();
                var query = database.prepareStatement("select xmin::text from keys.api_key where id = ?")) {
            query.setString(1, key);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
