package dev.tollgate.payments.terms;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.platform.money.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the integrator asked for. It never changes, and every field comes back as it was sent. */
public record PaymentTerms(
        String externalId,
        Money amount,
        Buyer buyer,
        @Nullable String returnUrl,
        @Nullable Display display,
        Instant expiresAt,
        Map<String, String> metadata) {

    /** The same with another expiry, which by default moves with the request. */
    public PaymentTerms expiringAt(Instant expiry) {
        return new PaymentTerms(externalId, amount, buyer, returnUrl, display, expiry, metadata);
    }

    /** Who pays. */
    @RegisterForReflection
    @Schema(name = "PaymentIntentBuyer")
    public record Buyer(
            @NotNull(message = "is required")
            @Size(max = 254, message = "must have at most 254 characters")
            @Pattern(regexp = "^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$", message = "must be an email address")
            @Schema(examples = "buyer@example.com")
            String email,

            @Nullable
            @Size(max = 200, message = "must have at most 200 characters")
            @Schema(nullable = true, examples = "Ana Souza")
            String name,

            @Nullable
            @Pattern(regexp = "^[A-Z]{2}$", message = "must be an ISO 3166 alpha-2 code")
            @Schema(nullable = true, description = "ISO 3166 alpha-2", examples = "BR")
            String country,

            @Nullable
            @Pattern(regexp = "^\\+[1-9][0-9]{6,14}$", message = "must be an E.164 number like +5511912345678")
            @Schema(nullable = true, description = "E.164", examples = "+5511912345678")
            String phone) {}

    /** What the buyer is shown. */
    @RegisterForReflection
    @Schema(name = "PaymentIntentDisplay")
    public record Display(
            @Nullable @Size(max = 200, message = "must have at most 200 characters") @Schema(nullable = true)
            String title,

            @Nullable @Size(max = 2000, message = "must have at most 2000 characters") @Schema(nullable = true)
            String notes,

            @Nullable @Size(max = 100, message = "must have at most 100 items") @Schema(nullable = true)
            List<@NotNull(message = "must not be null") @Valid LineItem> lineItems) {}

    /** One position, priced in the intent's currency. */
    @RegisterForReflection
    @Schema(name = "PaymentIntentLineItem")
    public record LineItem(
            @NotNull(message = "is required") @Size(min = 1, max = 500, message = "must have 1 to 500 characters")
            String description,

            @NotNull(message = "is required")
            @Min(value = 1, message = "must be at least 1")
            @Max(value = 1_000_000, message = "must be at most 1000000")
            Integer quantity,

            @NotNull(message = "is required") @Schema(examples = "125.00")
            String unitPrice) {

        /** Quantity times unit price. */
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        @Schema(readOnly = true, description = "Computed: quantity times unit price.", examples = "250.00")
        public String subtotal() {
            return new BigDecimal(unitPrice)
                    .multiply(BigDecimal.valueOf(quantity))
                    .toPlainString();
        }
    }
}
