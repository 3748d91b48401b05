package dev.tollgate.limits.override;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An override as staff writes and reads it (contract/limits.md); what is absent or null stands for the default. */
@Schema(name = "BetaCeiling", description = "In USD; null: the default.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record BetaCeiling(
        @JsonProperty(PER_TX) @Schema(examples = "250.00", nullable = true) @Nullable
        String perTx,

        @JsonProperty(DAILY) @Schema(examples = "1000.00", nullable = true) @Nullable
        String daily,

        @JsonProperty(MONTHLY) @Schema(nullable = true) @Nullable
        String monthly,

        @JsonProperty(DISABLED) @Schema(description = "True lifts all three.", nullable = true) @Nullable
        Boolean disabled) {

    private static final String PER_TX = "beta_ceiling_per_tx";
    private static final String DAILY = "beta_ceiling_daily";
    private static final String MONTHLY = "beta_ceiling_monthly";
    private static final String DISABLED = "beta_ceiling_disabled";
    private static final List<String> FIELDS = List.of(PER_TX, DAILY, MONTHLY, DISABLED);

    static BetaCeiling of(CeilingOverride override) {
        return new BetaCeiling(
                text(override.perTx()), text(override.daily()), text(override.monthly()), override.disabled());
    }

    /** A {@code ValidationError} for what is no object, names none of the four, or has something else than a text or a truth value there. */
    static BetaCeiling read(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            throw Problem.invalid("body: is required");
        }
        if (FIELDS.stream().noneMatch(body::has)) {
            throw Problem.invalid("body: must have at least one of " + String.join(", ", FIELDS));
        }
        return new BetaCeiling(
                text(body, PER_TX),
                text(body, DAILY),
                text(body, MONTHLY),
                value(body, DISABLED, JsonNode::isBoolean)
                        .map(JsonNode::booleanValue)
                        .orElse(null));
    }

    private static @Nullable String text(JsonNode body, String field) {
        return value(body, field, JsonNode::isTextual).map(JsonNode::textValue).orElse(null);
    }

    private static Optional<JsonNode> value(JsonNode body, String field, Predicate<JsonNode> right) {
        var value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!right.test(value)) {
            throw Problem.invalid(field + ": has the wrong type");
        }
        return Optional.of(value);
    }

    CeilingOverride override() {
        return new CeilingOverride(
                amount(PER_TX, perTx), amount(DAILY, daily), amount(MONTHLY, monthly), Boolean.TRUE.equals(disabled));
    }

    private static @Nullable Money amount(String field, @Nullable String text) {
        return text == null ? null : Money.parse(field, text, Usd.CURRENCY);
    }

    private static @Nullable String text(@Nullable Money amount) {
        return amount == null ? null : amount.amount();
    }
}
