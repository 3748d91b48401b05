package dev.tollgate.webhooks.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.crypto.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A subscription as its owner sees it, and as the facts about it carry it; the secret is in the answer to its creation and nowhere else. */
@RegisterForReflection
@Schema(
        name = "WebhookSubscription",
        requiredProperties = {
            "id",
            "url",
            "eventTypes",
            "description",
            "active",
            "disabledReason",
            "mode",
            "createdAt",
            "updatedAt"
        })
record SubscriptionView(
        @Schema(examples = "whsub_01k9w3v5x2e8r9s4m6n7p8q9rt")
        String id,

        @Schema(examples = "https://erp.example.com/hooks/tollgate")
        String url,

        @Schema(description = "Event types, or only `*`.", examples = "[\"payment_intent.settled\"]")
        List<String> eventTypes,

        @Schema(nullable = true, examples = "ERP") @Nullable String description,

        @Schema(description = "While it is not, new events pass it by, and deliveries under way wait.")
        boolean active,

        @Schema(
                description =
                        "Why it is not active: `requested` by its owner, or `endpoint_gone` (410). Null while it is.",
                nullable = true,
                examples = "endpoint_gone")
        @Nullable
        String disabledReason,

        @Schema(enumeration = {"test", "live"}) String mode,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant updatedAt,

        @Schema(
                description =
                        "Only in the answer that creates the subscription (201). Verifies the Standard Webhooks signature.",
                examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDuNPpHyXWXmA=")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String secret) {

    SubscriptionView withSecret(Secret shown) {
        return new SubscriptionView(
                id, url, eventTypes, description, active, disabledReason, mode, createdAt, updatedAt, shown.reveal());
    }

    @Override
    public String toString() {
        return "SubscriptionView[" + id + "]";
    }
}
