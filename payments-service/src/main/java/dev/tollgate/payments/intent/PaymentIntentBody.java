package dev.tollgate.payments.intent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.payments.terms.PaymentTerms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A payment intent as every response and every event shows it. What is not known yet is {@code null}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "PaymentIntent",
        requiredProperties = {
            "id",
            "status",
            "hostedPaymentUrl",
            "externalId",
            "amount",
            "currency",
            "buyer",
            "returnUrl",
            "display",
            "expiresAt",
            "metadata",
            "createdAt",
            "timeline",
            "fxRateAtSettlement",
            "brlSettledAmount",
            "settledAt",
            "failureReason"
        })
public record PaymentIntentBody(
        @Schema(examples = "pi_01kaw5t2b3fqyr8v0c7d9e1g2h") String id,

        @Schema(description = "A state of the pipeline.", examples = "settled")
        String status,

        @Schema(description = "Send the buyer here. The last part is unguessable.")
        String hostedPaymentUrl,

        String externalId,
        @Schema(examples = "125.00") String amount,
        @Schema(examples = "USD") String currency,
        PaymentTerms.Buyer buyer,
        @Schema(nullable = true) @Nullable String returnUrl,
        @Schema(nullable = true) PaymentTerms.@Nullable Display display,
        Instant expiresAt,
        Map<String, String> metadata,
        Instant createdAt,

        @Schema(description = "Each state it was in, in order.")
        List<TimelineEntry> timeline,

        @Schema(
                nullable = true,
                description = "Units of BRL for one of `currency`, six decimals.",
                examples = "5.000000")
        @Nullable
        String fxRateAtSettlement,

        @Schema(nullable = true, examples = "625.00") @Nullable
        String brlSettledAmount,

        @Schema(nullable = true) @Nullable Instant settledAt,

        @Schema(nullable = true, description = "`buyer_kyc_rejected`, `on_ramp_failed` or `offramp_failed`.") @Nullable
        String failureReason) {

    /** When it came into a state. */
    @RegisterForReflection
    @Schema(name = "PaymentIntentTimelineEntry")
    public record TimelineEntry(String status, Instant at) {}

    static PaymentIntentBody of(PaymentIntent intent) {
        var terms = intent.terms();
        var settlement = intent.settlement();
        return new PaymentIntentBody(
                intent.id(),
                intent.state().wire(),
                intent.draft().page().url(),
                terms.externalId(),
                terms.amount().amount(),
                terms.amount().currency().getCurrencyCode(),
                terms.buyer(),
                terms.returnUrl(),
                terms.display(),
                terms.expiresAt(),
                terms.metadata(),
                intent.createdAt(),
                intent.timeline().stream()
                        .map(entry -> new TimelineEntry(entry.state().wire(), entry.at()))
                        .toList(),
                settlement == null ? null : settlement.fxRate().toPlainString(),
                settlement == null ? null : settlement.brl().amount(),
                settlement == null ? null : settlement.at(),
                intent.failureReason());
    }
}
