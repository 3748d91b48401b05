package dev.tollgate.limits.override;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An override as staff writes and reads it (contract/limits.md); what is absent or null stands for the default. */
@Schema(name = "BetaCeiling", description = "In USD; null: the default.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record BetaCeiling(
        @JsonProperty("beta_ceiling_per_tx") @Schema(examples = "250.00", nullable = true) @Nullable
        String perTx,

        @JsonProperty("beta_ceiling_daily") @Schema(examples = "1000.00", nullable = true) @Nullable
        String daily,

        @JsonProperty("beta_ceiling_monthly") @Schema(nullable = true) @Nullable
        String monthly,

        @JsonProperty("beta_ceiling_disabled") @Schema(description = "True lifts all three.", nullable = true) @Nullable
        Boolean disabled) {

    static BetaCeiling of(CeilingOverride override) {
        return new BetaCeiling(
                text(override.perTx()), text(override.daily()), text(override.monthly()), override.disabled());
    }

    CeilingOverride override() {
        return new CeilingOverride(
                amount("beta_ceiling_per_tx", perTx),
                amount("beta_ceiling_daily", daily),
                amount("beta_ceiling_monthly", monthly),
                Boolean.TRUE.equals(disabled));
    }

    private static @Nullable Money amount(String field, @Nullable String text) {
        return text == null ? null : Money.parse(field, text, Usd.CURRENCY);
    }

    private static @Nullable String text(@Nullable Money amount) {
        return amount == null ? null : amount.amount();
    }
}
