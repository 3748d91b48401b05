package dev.tollgate.onboarding.review;

import dev.tollgate.onboarding.access.Ceiling;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.money.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The ceilings that a reviewer sets with a decision; what is absent or null is the platform's default. */
@Schema(
        name = "CeilingRequest",
        description =
                "Overrides of the platform's ceilings, in US dollars. They replace the overrides of before as a whole: absent or null is the default, but one of them must be set; `disabled` false alone sets all back.")
record CeilingRequest(
        @Schema(examples = "100.00", nullable = true) @Nullable
        String perTx,

        @Schema(examples = "500.00", nullable = true) @Nullable
        String daily,

        @Schema(examples = "2000.00", nullable = true) @Nullable
        String monthly,

        @Schema(description = "True: no ceiling holds.", defaultValue = "false", nullable = true) @Nullable
        Boolean disabled) {

    private static final Currency USD = Currency.getInstance("USD");

    /** A {@code ValidationError} for anything that is no positive amount of dollars and cents, and for nothing at all: a misspelt name resets nothing. */
    Ceiling ceiling() {
        if (perTx == null && daily == null && monthly == null && disabled == null) {
            throw Problem.invalid("ceiling: must have at least one of perTx, daily, monthly, disabled");
        }
        return new Ceiling(
                amount("ceiling.perTx", perTx),
                amount("ceiling.daily", daily),
                amount("ceiling.monthly", monthly),
                Boolean.TRUE.equals(disabled));
    }

    private static @Nullable BigDecimal amount(String path, @Nullable String text) {
        return text == null ? null : Money.parse(path, text, USD).decimal();
    }
}
