package dev.tollgate.local.demo;

import dev.tollgate.local.infra.Polling;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what the story needs to go on. */
public final class Patience {
    private Patience() {}

    /** The first answer of {@code question}; {@link StoryBroken} when {@code limit} passed without one. */
    public static <T> T await(String what, Duration limit, Supplier<Optional<T>> question) {
        return Polling.until(limit, question)
                .orElseThrow(() -> new StoryBroken("waited " + limit.toSeconds() + " s for " + what));
    }
}
