package dev.tollgate.keys.apikey;

import dev.tollgate.keys.expiry.Expiry;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    /** The mode that it names, whatever else is wrong with it; null if it names none, or two. */
    @Nullable
    Mode wantedMode() {
        var named = Stream.of(Mode.values())
                .filter(each -> each.wire().equals(mode) || each.wire().equals(environment))
                .toList();
        return named.size() == 1 ? named.getFirst() : null;
    }

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
        var end = Expiry.read(expiresAt, now, violations);
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
}
