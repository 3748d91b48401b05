package dev.tollgate.webhooks.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.webhooks.endpoint.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
    /** contract/webhooks.md, Delivery. */
    private static final List<Duration> CONTRACT = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private static final Answer ERROR = new Answer.Responded(500, "", null);

    private final RetrySchedule schedule = new RetrySchedule(CONTRACT, () -> 0);

    @Test
    void theServiceIsConfiguredAsTheContractSays() throws IOException {
        var properties = Files.readString(Path.of(
                System.getProperty("tollgate.root"), "webhooks-service/src/main/resources/application.properties"));

        assertTrue(properties.contains("tollgate.webhooks.retry-schedule=5s,30s,2m,10m,30m,1h,3h,6h,12h,24h\n"));
        assertTrue(properties.contains("tollgate.webhooks.timeout=15s\n"));
    }

    @Test
    void eachFailureIsFollowedByThePauseOfTheContract() {
        IntStream.rangeClosed(1, CONTRACT.size())
                .forEach(attempt ->
                        assertEquals(new Verdict.Retry(CONTRACT.get(attempt - 1)), schedule.judge(ERROR, attempt)));
        assertEquals(new Verdict.Failed(), schedule.judge(ERROR, 11));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anyTwoHundredIsDelivered(int status) {
        assertEquals(new Verdict.Delivered(), schedule.judge(new Answer.Responded(status, "", null), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 409, 429, 500, 503})
    void anythingElseIsTriedAgain(int status) {
        assertInstanceOf(Verdict.Retry.class, schedule.judge(new Answer.Responded(status, "", null), 1));
        assertInstanceOf(Verdict.Retry.class, schedule.judge(new Answer.Unanswered("no answer"), 1));
    }

    @Test
    void goneIsTheEnd() {
        assertEquals(new Verdict.Gone(), schedule.judge(new Answer.Responded(410, "", null), 1));
    }

    @Test
    void jitterAddsUpToATenthAndTakesNothing() {
        var most = new RetrySchedule(CONTRACT, () -> 0.999_999);

        assertEquals(new Verdict.Retry(Duration.ofMillis(5_499)), most.judge(ERROR, 1));
    }

    @Test
    void retryAfterMakesAPauseLongerUpToADayAndNeverShorter() {
        assertEquals(new Verdict.Retry(Duration.ofMinutes(7)), schedule.judge(busy(Duration.ofMinutes(7)), 1));
        assertEquals(new Verdict.Retry(Duration.ofSeconds(5)), schedule.judge(busy(Duration.ofSeconds(1)), 1));
        assertEquals(new Verdict.Retry(Duration.ofDays(1)), schedule.judge(busy(Duration.ofDays(400)), 1));
    }

    private static Answer busy(Duration retryAfter) {
        return new Answer.Responded(503, "", retryAfter);
    }
}
