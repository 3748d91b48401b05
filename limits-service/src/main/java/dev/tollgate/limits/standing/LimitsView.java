package dev.tollgate.limits.standing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.limits.ceiling.Usage;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Mode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What {@code GET /v1/limits} shows. */
@Schema(
        name = "Limits",
        description = "The organization's ceilings and what stands against them, in USD.",
        requiredProperties = {"mode", "throttled", "currency"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitsView(
        Mode mode,

        @Schema(description = "Whether ceilings apply: never in test, nor where Tollgate lifted them.")
        boolean throttled,

        @Schema(examples = "USD") String currency,

        @Schema(description = "The single transaction; absent in test.") @Nullable
        PerTransaction perTx,

        @Schema(description = "The current UTC day; absent in test.") @Nullable
        Window daily,

        @Schema(description = "The current UTC calendar month; absent in test.") @Nullable
        Window monthly) {

    @Schema(name = "TransactionLimit", requiredProperties = "limit")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PerTransaction(
            @Schema(description = "Null where lifted.", examples = "100.00", nullable = true) @Nullable
            String limit) {}

    @Schema(
            name = "WindowLimit",
            requiredProperties = {"limit", "used", "reserved", "committed", "remaining", "resetsAt"})
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Window(
            @Schema(description = "Null where lifted.", examples = "500.00", nullable = true) @Nullable
            String limit,

            @Schema(description = "What stands against the ceiling: reserved + committed.", examples = "450.00")
            String used,

            @Schema(description = "Of payments on their way.", examples = "50.00")
            String reserved,

            @Schema(description = "Of settled payments.", examples = "400.00")
            String committed,

            @Schema(description = "What still fits; null where lifted.", examples = "50.00", nullable = true) @Nullable
            String remaining,

            @Schema(
                    implementation = String.class,
                    format = "date-time",
                    description = "When the window ends, UTC.",
                    examples = "2026-05-03T00:00:00.000Z")
            Instant resetsAt) {}

    static LimitsView test() {
        return new LimitsView(Mode.TEST, false, Usd.CURRENCY.getCurrencyCode(), null, null, null);
    }

    static LimitsView live(Standing standing) {
        var ceilings = standing.ceilings();
        var windows = standing.windows();
        return new LimitsView(
                Mode.LIVE,
                !ceilings.disabled(),
                Usd.CURRENCY.getCurrencyCode(),
                new PerTransaction(ceilings.disabled() ? null : ceilings.perTx().amount()),
                window(ceilings.disabled() ? null : ceilings.daily(), standing.today(), windows.dayResetsAt()),
                window(ceilings.disabled() ? null : ceilings.monthly(), standing.thisMonth(), windows.monthResetsAt()));
    }

    private static Window window(@Nullable Money limit, Usage usage, Instant resetsAt) {
        return new Window(
                limit == null ? null : limit.amount(),
                usage.used().amount(),
                usage.reserved().amount(),
                usage.committed().amount(),
                limit == null ? null : remaining(limit, usage.used()).amount(),
                resetsAt);
    }

    /** Nothing is left, and nothing is owed, under a ceiling that was lowered below what is used. */
    private static Money remaining(Money limit, Money used) {
        return Usd.cents(Math.max(0, limit.minor() - used.minor()));
    }
}
