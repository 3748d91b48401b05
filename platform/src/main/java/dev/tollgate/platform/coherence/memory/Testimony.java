package dev.tollgate.platform.coherence.memory;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What an authority said, and what keeps it true (docs/reference/service-interfaces.md).
 *
 * @param welcome false for a refusal, which is remembered apart and not for long
 * @param asOf the number of changes in the snapshot that it was read from; {@link #UNKNOWN} for what must not be remembered
 * @param subjects all that it depends on
 * @param validUntil when it ends by itself, in milliseconds of the epoch
 */
public record Testimony<T>(T value, boolean welcome, long asOf, List<String> subjects, long validUntil) {
    private static final long UNKNOWN = -1;

    /** Reads {@code asOf}, {@code subjects} and {@code validUntil}; {@code value} is what the rest of the answer means. */
    public static <T> Testimony<T> of(JsonObject answer, T value, boolean welcome) {
        var subjects = answer.getJsonArray("subjects", new JsonArray());
        var validUntil = answer.getString("validUntil");
        return new Testimony<>(
                value,
                welcome,
                answer.getLong("asOf", UNKNOWN),
                subjects.stream().map(String.class::cast).toList(),
                validUntil == null ? Long.MAX_VALUE : Instant.parse(validUntil).toEpochMilli());
    }

    boolean mayBeRemembered() {
        return asOf != UNKNOWN;
    }
}
