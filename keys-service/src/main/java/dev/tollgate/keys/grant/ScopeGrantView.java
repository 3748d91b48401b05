package dev.tollgate.keys.grant;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A grant as lists and the facts about it show it. */
@RegisterForReflection
@Schema(
        name = "ScopeGrant",
        requiredProperties = {
            "id",
            "orgId",
            "agentId",
            "scope",
            "testMode",
            "expiresAt",
            "usedAt",
            "reference",
            "revokedAt",
            "createdAt"
        })
record ScopeGrantView(
        @Schema(examples = "grt_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") String orgId,
        @Schema(examples = "agt_01kay4d0y5e1rrv4x8p0m6c2tz") String agentId,
        @Schema(enumeration = ScopeGrant.TREASURY) String scope,
        @Schema(examples = "false") boolean testMode,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description = "Null: it does not end by itself.",
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant expiresAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant usedAt,

        @Schema(nullable = true, description = "What it was used for.", examples = "idempotency_key:order-1") @Nullable
        String reference,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant revokedAt,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt) {}
