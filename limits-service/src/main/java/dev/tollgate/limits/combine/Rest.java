package dev.tollgate.limits.combine;

import dev.tollgate.limits.combine.Combiner.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * How keys rest.
 *
 * @param inVain whether this answer moved nothing; a batch of such answers and failures alone makes its key rest
 * @param times as long as that batch took it rests
 * @param longest but not longer than this
 */
public record Rest<A>(Predicate<A> inVain, int times, Duration longest) {
    boolean isDueAfter(List<Answer<A>> answers) {
        return answers.stream().allMatch(answer -> answer.value() == null || inVain.test(answer.value()));
    }

    long millis(long nanosTaken) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(times * nanosTaken), 1, longest.toMillis());
    }
}
