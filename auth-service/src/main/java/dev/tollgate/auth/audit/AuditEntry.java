package dev.tollgate.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change, as {@code GET /v1/audit-log} shows it: the stored text, and its hash. Where platform staff work is nobody's business but the platform's: of what they did
 * the address stays in the stored text, and is left out here.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "AuditEntry",
        description =
                "One change. `hash` is the SHA-256, in hexadecimal, of the entry without `hash`, written as RFC 8785"
                        + " (JSON Canonicalization Scheme) says. Of what platform staff did `ip` is hashed and not shown;"
                        + " that entry's hash is recomputed by `audit-verify` only, and held in place by the entries"
                        + " around it.")
record AuditEntry(
        @Schema(examples = "evt_01kay4d0y5e1rrv4x8p0m6c2tz") String id,
        @Schema(examples = "org_01kay4czmwf2jb7d9q5t3h8xne") String orgId,

        @Schema(
                description = "1 for the organization's first entry, then 2, and so on, without a gap.",
                examples = "12")
        long sequence,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant occurredAt,

        @Schema(description = "What happened, `<kind>.<what>`.", examples = "api_key.revoked")
        String action,

        Actor actor,

        @Schema(
                implementation = String.class,
                nullable = true,
                description = "The address that the request came from; null for what happened without one, absent"
                        + " for what platform staff did.",
                examples = "203.0.113.7")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        JsonNode ip,

        @Schema(
                description = "What the request's answer said in `x-request-id`.",
                examples = "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e")
        String requestId,

        @Schema(
                nullable = true,
                description = "The mode of what changed; null for what belongs to the whole organization.")
        @Nullable
        Mode mode,

        Target target,

        @Schema(nullable = true, description = "What it was; null where it was not there before. Never a secret.")
        @Nullable
        Map<String, Object> before,

        @Schema(nullable = true, description = "What it is since; null where it is gone. Never a secret.") @Nullable
        Map<String, Object> after,

        @Schema(
                description = "The hash of the entry before; 64 zeros in the first.",
                examples = "0000000000000000000000000000000000000000000000000000000000000000")
        String previousHash,

        @Schema(examples = "5f1d7a84db00d2fce00b31a7fc73224f41db89c6ae6d0d4a1c6f0a1f5ff2a0de")
        String hash) {

    private static final String STAFF = ActorType.STAFF.wire();

    @RegisterForReflection
    @Schema(name = "AuditActor", description = "Who did it.")
    record Actor(
            @Schema(enumeration = {"user", "api_key", "agent", "staff", "service", "anonymous"})
            ActorType type,

            @Schema(examples = "usr_01kay4czmwf2jb7d9q5t3h8xnf")
            String id) {}

    @RegisterForReflection
    @Schema(name = "AuditTarget", description = "What it happened to.")
    record Target(
            @Schema(examples = "api_key") String type,

            @Schema(examples = "key_01kay4d0y5e1rrv4x8p0m6c2tz")
            String id) {}

    static AuditEntry read(ObjectMapper json, AuditLogRepository.Stored stored) {
        try {
            var entry = (ObjectNode) json.readTree(stored.content());
            if (STAFF.equals(entry.at("/actor/type").textValue())) {
                entry.remove("ip");
            }
            return json.treeToValue(entry.put("hash", stored.hash()), AuditEntry.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("an entry of the audit log is not readable", notOurs);
        }
    }
}
