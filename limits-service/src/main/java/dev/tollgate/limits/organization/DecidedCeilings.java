package dev.tollgate.limits.organization;

import dev.tollgate.limits.ceiling.CeilingOverride;
import dev.tollgate.limits.ceiling.DecidedCeiling;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.platform.money.Money;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads the {@code ceiling} of a decision, as onboarding's answers and facts have it. */
final class DecidedCeilings {
    private DecidedCeilings() {}

    /** The ceiling in {@code told}, whose own {@code decision} stands for a ceiling that does not name its; null where none was set. */
    static @Nullable DecidedCeiling in(JsonObject told) {
        var ceiling = told.getJsonObject("ceiling");
        if (ceiling == null) {
            return null;
        }
        Long decision = ceiling.getLong("decision", told.getLong("decision"));
        if (decision == null) {
            throw new IllegalArgumentException("a ceiling of no decision");
        }
        return new DecidedCeiling(
                decision,
                new CeilingOverride(
                        amount(ceiling, "perTx"),
                        amount(ceiling, "daily"),
                        amount(ceiling, "monthly"),
                        ceiling.getBoolean("disabled", false)));
    }

    private static @Nullable Money amount(JsonObject ceiling, String field) {
        var text = ceiling.getString(field);
        return text == null ? null : Money.parse(field, text, Usd.CURRENCY);
    }
}
