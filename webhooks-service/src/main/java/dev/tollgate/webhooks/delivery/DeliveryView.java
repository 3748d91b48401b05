package dev.tollgate.webhooks.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A delivery as its owner sees it; with its attempts where one delivery is asked for. */
@RegisterForReflection
@Schema(
        name = "WebhookDelivery",
        requiredProperties = {
            "id",
            "subscriptionId",
            "eventId",
            "eventType",
            "status",
            "attemptCount",
            "nextAttemptAt",
            "createdAt",
            "completedAt"
        })
record DeliveryView(
        @Schema(examples = "whdel_01k9w3v5x2e8r9s4m6n7p8q9rt")
        String id,

        @Schema(examples = "whsub_01k9w3v5x2e8r9s4m6n7p8q9rt")
        String subscriptionId,

        @Schema(
                description = "The `webhook-id` header and the `id` in the body, the same on every attempt.",
                examples = "evt_01k9w3v5x2e8r9s4m6n7p8q9rt")
        String eventId,

        @Schema(examples = "payment_intent.settled") String eventType,

        @Schema(enumeration = {"pending", "delivered", "failed"})
        String status,

        int attemptCount,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description =
                        "When it is sent next; null when it is being sent, is done, or waits for an earlier event of the same resource.")
        @Nullable
        Instant nextAttemptAt,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                examples = "2026-05-02T14:00:05.000Z",
                description = "When it was delivered, or given up.")
        @Nullable
        Instant completedAt,

        @Schema(description = "Oldest first; only where one delivery is asked for.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<AttemptView> attempts) {

    DeliveryView with(List<AttemptView> known) {
        return new DeliveryView(
                id,
                subscriptionId,
                eventId,
                eventType,
                status,
                attemptCount,
                nextAttemptAt,
                createdAt,
                completedAt,
                known);
    }

    /** One time that it was sent. */
    @RegisterForReflection
    @Schema(
            name = "WebhookAttempt",
            requiredProperties = {"number", "startedAt", "latencyMillis", "statusCode", "response", "error"})
    record AttemptView(
            @Schema(description = "Counts from 1.") int number,

            @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
            Instant startedAt,

            @Schema(examples = "87") long latencyMillis,

            @Schema(nullable = true, description = "Of the answer; null when none came in time.", examples = "200")
            @Nullable
            Integer statusCode,

            @Schema(nullable = true, description = "The first 4 KiB of the answer's body.") @Nullable
            String response,

            @Schema(nullable = true, description = "Why there was no answer.") @Nullable
            String error) {}
}
