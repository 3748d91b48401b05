package dev.tollgate.keys.agent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An agent as {@code GET /v1/agents/{id}} and the facts about it show it. */
@RegisterForReflection
@Schema(
        name = "Agent",
        requiredProperties = {
            "id",
            "orgId",
            "name",
            "kyaTier",
            "tokenPrefix",
            "testMode",
            "tokenRotatedAt",
            "frozenAt",
            "createdAt"
        })
record AgentView(
        @Schema(examples = "agt_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4d0y5e1rrv4x8p0m6c2tz") String orgId,
        @Schema(examples = "Purchasing agent") String name,

        @Schema(description = "How well the agent is known, 0 to 3.", examples = "0")
        int kyaTier,

        @Schema(
                description = "The public half: what to recognise the token by. It may be logged.",
                examples = "agent_live_0A1b2C3d4E5f6G7h8I9j")
        String tokenPrefix,

        @Schema(examples = "false") boolean testMode,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant tokenRotatedAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description = "Since when its token is refused; null: it is not.",
                examples = "2026-05-02T15:00:00.000Z")
        @Nullable
        Instant frozenAt,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt) {}
