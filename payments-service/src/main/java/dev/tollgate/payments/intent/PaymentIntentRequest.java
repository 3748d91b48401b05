package dev.tollgate.payments.intent;

import dev.tollgate.payments.terms.PaymentTerms;
import dev.tollgate.payments.terms.PaymentTerms.Buyer;
import dev.tollgate.payments.terms.PaymentTerms.Display;
import dev.tollgate.payments.terms.PaymentTerms.LineItem;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Mode;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/payment-intents}. Annotations hold what can be said of one field; {@link #terms} checks the rest and turns
 * it into terms. Both answer with every violation they find, as {@code path: reason}.
 */
@Schema(name = "CreatePaymentIntentRequest")
public record PaymentIntentRequest(
        @NotNull(message = "is required")
        @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
        @Schema(
                description =
                        "Your own id: unique per organization and mode. Posting it again returns the existing intent.")
        String externalId,

        @NotNull(message = "is required")
        @Schema(
                description = "A decimal string with at most 2 decimals, worth at least USD 10.00.",
                examples = "125.00")
        String amount,

        @Nullable
        @Pattern(regexp = "^(USD|EUR|BRL)$", message = "must be USD, EUR or BRL")
        @Schema(defaultValue = "USD", examples = "USD")
        String currency,

        @NotNull(message = "is required") @Valid Buyer buyer,

        @Nullable
        @Size(max = 2000, message = "must have at most 2000 characters")
        @Schema(description = "Where the buyer goes afterwards: an https URL; http to localhost in test mode.")
        String returnUrl,

        @Nullable @Valid Display display,

        @Nullable
        @Schema(
                description = "A timestamp with an offset, at most 90 days ahead; default 30 days.",
                format = "date-time")
        String expiresAt,

        @Nullable @Size(max = 50, message = "must have at most 50 pairs")
        Map<
                        @NotNull @Size(min = 1, max = 40, message = "keys must have 1 to 40 characters")
                        @Pattern(regexp = "^[^\\x00]*$", message = "keys must not have the character U+0000") String,
                        @NotNull(message = "values must be strings")
                        @Size(max = 500, message = "values must have at most 500 characters") String>
                metadata) {

    private static final Duration DEFAULT_LIFETIME = Duration.ofDays(30);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(90);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LOCALHOST = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What is asked for, or a {@code ValidationError}. */
    PaymentTerms terms(Validator validator, Mode mode, Instant now) {
        var broken = validator.validate(this);
        if (!broken.isEmpty()) {
            throw new ConstraintViolationException(broken);
        }
        var violations = new Violations();
        var unit = Currency.getInstance(currency == null ? "USD" : currency);
        var total = violations.collect(() -> Money.parse("amount", amount, unit));
        var shown = violations.collect(() -> priced(display, unit));
        var expiry = violations.collect(() -> expiry(now));
        violations.check(returnUrl == null || isReturnUrl(returnUrl, mode), "returnUrl: must be an https URL");
        violations.check(
                buyer.country() == null || COUNTRIES.contains(buyer.country()),
                "buyer.country: must be an ISO 3166 alpha-2 code");
        if (total == null || expiry == null || !violations.found.isEmpty()) {
            throw Problem.invalid(violations.found);
        }
        Map<String, String> pairs =
                metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        return new PaymentTerms(externalId, total, buyer, returnUrl, shown, expiry, pairs);
    }

    private Instant expiry(Instant now) {
        if (expiresAt == null) {
            return now.plus(DEFAULT_LIFETIME);
        }
        var expiry = Timestamps.parse("expiresAt", expiresAt);
        if (!expiry.isAfter(now)) {
            throw Problem.invalid("expiresAt: must be in the future");
        }
        if (expiry.isAfter(now.plus(LONGEST_LIFETIME))) {
            throw Problem.invalid("expiresAt: must be at most 90 days ahead");
        }
        return expiry;
    }

    /** Prices with all their decimals; each that is none is a violation of its own. */
    private static @Nullable Display priced(@Nullable Display display, Currency unit) {
        if (display == null || display.lineItems() == null) {
            return display;
        }
        var violations = new Violations();
        List<LineItem> priced = new ArrayList<>();
        for (var item : display.lineItems()) {
            var path = "display.lineItems[" + priced.size() + "].unitPrice";
            var price = violations.collect(() -> Money.parse(path, item.unitPrice(), unit));
            priced.add(new LineItem(item.description(), item.quantity(), price == null ? "0" : price.amount()));
        }
        if (!violations.found.isEmpty()) {
            throw Problem.invalid(violations.found);
        }
        return new Display(display.title(), display.notes(), List.copyOf(priced));
    }

    private static boolean isReturnUrl(String text, Mode mode) {
        try {
            var url = URI.create(text);
            boolean local = mode == Mode.TEST && "http".equals(url.getScheme()) && LOCALHOST.contains(url.getHost());
            return url.getHost() != null && (local || "https".equals(url.getScheme()));
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    /** Gathers violations, so that a caller learns of all at once. */
    private static final class Violations {
        private final List<String> found = new ArrayList<>();

        void check(boolean holds, String violation) {
            if (!holds) {
                found.add(violation);
            }
        }

        <T> @Nullable T collect(Supplier<@Nullable T> value) {
            try {
                return value.get();
            } catch (Problem invalid) {
                for (var violation : (List<?>) invalid.text()) {
                    found.add(String.valueOf(violation));
                }
                return null;
            }
        }
    }
}
