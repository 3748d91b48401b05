package dev.tollgate.keys.apikey;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.StrictJson;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/api-keys} (contract/credentials.md, API keys). */
@Schema(name = "NewApiKey")
record NewApiKey(
        @Schema(examples = "ERP integration")
        @NotBlank(message = "is required")
        @Size(max = 100, message = "must have at most 100 characters")
        @Pattern(regexp = "\\P{Cc}*", message = "must not have control characters")
        @Nullable
        String name,

        @Schema(
                enumeration = {"test", "live"},
                description = "Required, unless `environment` says it.")
        @Pattern(regexp = "test|live", message = NewApiKey.TEST_OR_LIVE)
        @Nullable
        String mode,

        @Schema(
                enumeration = {"test", "live"},
                description = "Another name for `mode`.")
        @Pattern(regexp = "test|live", message = NewApiKey.TEST_OR_LIVE)
        @Nullable
        String environment,

        @Schema(description = "Omitted or empty: unrestricted.", examples = "[\"payment_intents:write\"]") @Nullable
        List<@Nullable String> scopes,

        @Schema(
                format = "date-time",
                description = "When the key ends: RFC 3339 with an offset, in the future. Omitted: never.")
        @Nullable
        String expiresAt) {
    static final String TEST_OR_LIVE = "must be \"test\" or \"live\"";
    private static final int LAST_YEAR = 9999;

    /** What is asked for, if the rest of it is valid too; else a {@code ValidationError} with all that is wrong. */
    ApiKeyOrder order(String orgId, @Nullable String idempotencyKey, Instant now) {
        var wanted = scopes == null ? List.<@Nullable String>of() : scopes;
        List<String> violations = new ArrayList<>(ApiKeyScope.violations(wanted));
        var chosen = mode != null ? mode : environment;
        if (chosen == null) {
            violations.add("mode: is required");
        } else if (environment != null && !environment.equals(chosen)) {
            violations.add("environment: contradicts mode");
        }
        var end = expiresAt == null ? null : end(expiresAt, now, violations);
        if (!violations.isEmpty() || chosen == null) {
            throw Problem.invalid(violations);
        }
        return new ApiKeyOrder(
                new Tenant(orgId, Mode.parse(chosen)),
                String.valueOf(name),
                wanted.stream().map(String::valueOf).distinct().toList(),
                end,
                idempotencyKey);
    }

    private static @Nullable Instant end(String text, Instant now, List<String> violations) {
        try {
            var end = OffsetDateTime.parse(text);
            if (end.getYear() <= LAST_YEAR) {
                if (!end.toInstant().isAfter(now)) {
                    violations.add("expiresAt: must be in the future");
                }
                return end.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException notATimestamp) {
            // falls through to the one answer for everything that is not a timestamp of ours
        }
        violations.add("expiresAt: must be a timestamp with an offset, like " + StrictJson.TIMESTAMP.format(now));
        return null;
    }
}
