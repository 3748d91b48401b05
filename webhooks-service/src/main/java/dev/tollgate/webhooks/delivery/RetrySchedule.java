package dev.tollgate.webhooks.delivery;

import dev.tollgate.webhooks.WebhooksSettings;
import dev.tollgate.webhooks.endpoint.Answer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges an answer (contract/webhooks.md, Delivery): 2xx is success, 410 the end, anything else is tried again along the schedule. Up to a
 * tenth is added to each pause, so that what failed together does not come back together. {@code Retry-After} can make a pause longer, up to
 * a day, and never shorter.
 */
@Singleton
class RetrySchedule {
    private static final double JITTER = 0.1;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int GONE = 410;

    private final List<Duration> pauses;
    private final DoubleSupplier random;

    @Inject
    RetrySchedule(WebhooksSettings settings) {
        this(settings.retrySchedule(), () -> ThreadLocalRandom.current().nextDouble());
    }

    RetrySchedule(List<Duration> pauses, DoubleSupplier random) {
        this.pauses = List.copyOf(pauses);
        this.random = random;
    }

    /** @param attempts how often it was sent, this time included */
    Verdict judge(Answer answer, int attempts) {
        return switch (answer) {
            case Answer.Responded responded when responded.statusCode() / 100 == 2 -> new Verdict.Delivered();
            case Answer.Responded responded when responded.statusCode() == GONE -> new Verdict.Gone();
            case Answer.Responded responded -> again(attempts, responded.retryAfter());
            case Answer.Unanswered ignored -> again(attempts, null);
        };
    }

    private Verdict again(int attempts, @Nullable Duration retryAfter) {
        if (attempts > pauses.size()) {
            return new Verdict.Failed();
        }
        var pause = pauses.get(attempts - 1);
        var jittered = pause.plusMillis((long) (pause.toMillis() * JITTER * random.getAsDouble()));
        return new Verdict.Retry(
                retryAfter == null ? jittered : longer(jittered, shorter(retryAfter, LONGEST_RETRY_AFTER)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
