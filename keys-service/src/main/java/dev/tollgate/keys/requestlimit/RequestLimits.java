package dev.tollgate.keys.requestlimit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What staff set for an organization, in requests a minute: the body of {@code PUT}, and what {@code GET} and the fact show of it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "RequestLimits")
record RequestLimits(
        @Schema(
                nullable = true,
                description = "Requests a minute in test mode; null or absent: the default.",
                examples = "2000")
        @Min(value = 1, message = RequestLimits.RANGE)
        @Max(value = RequestLimits.MOST, message = RequestLimits.RANGE)
        @Nullable
        Integer test,

        @Schema(
                nullable = true,
                description = "Requests a minute in live mode; null or absent: the default.",
                examples = "12000")
        @Min(value = 1, message = RequestLimits.RANGE)
        @Max(value = RequestLimits.MOST, message = RequestLimits.RANGE)
        @Nullable
        Integer live) {
    static final int MOST = 1_000_000;
    static final String RANGE = "must be a number from 1 to 1000000";

    /** Of an organization for which nobody set anything. */
    static final RequestLimits DEFAULT = new RequestLimits(null, null);

    /** In requests a minute. */
    static int defaultOf(Mode mode) {
        return switch (mode) {
            case TEST -> 1_000;
            case LIVE -> 6_000;
        };
    }
}
