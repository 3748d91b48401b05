package dev.tollgate.limits.caller;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * For whom a service reserves (contract/limits.md: any internal team may reserve over the internal API). A credential of an organization reserves for
 * itself and names nobody.
 */
public record OnBehalf(
        @Nullable String orgId,
        @Nullable Mode mode,
        @Nullable Doer actor) {
    private static final IdPrefix AGENT = new IdPrefix("agt");

    /** Who moves the money. */
    @Schema(
            name = "ReservationActor",
            requiredProperties = {"type", "id"})
    public record Doer(
            @Schema(enumeration = {"user", "api_key", "agent", "service"})
            @NotNull(message = "is required")
            @Pattern(regexp = "user|api_key|agent|service", message = "must be user, api_key, agent or service")
            String type,

            @Schema(
                    description = "An agent's (`agt_…`) also counts in the agent's own windows.",
                    examples = "agt_01k0000000000000000000000a")
            @NotNull(message = "is required")
            @Pattern(regexp = "[\\x21-\\x7e]{1,255}", message = "must be 1 to 255 visible ASCII characters")
            String id,

            @Schema(description = "Of an agent, 0 to 3; absent is 0.") @Min(0) @Max(3) @Nullable
            Integer kyaTier) {}

    /** Who reserves, as a service says; a {@code ValidationError} unless all three are named. */
    public Principal named() {
        if (orgId == null || mode == null || actor == null) {
            throw Problem.invalid(fields(Objects::isNull, "is required from a service"));
        }
        var type = ActorType.parse(actor.type());
        boolean isAgent = type == ActorType.AGENT;
        return new Principal(
                type,
                isAgent ? AGENT.fromBody("actor.id", actor.id()) : actor.id(),
                new Tenant(Tenant.ORGANIZATION.fromBody("orgId", orgId), mode),
                null,
                null,
                false,
                null,
                isAgent ? actor.kyaTier() : null);
    }

    /** A {@code ValidationError} if anything is named at all: else somebody might believe that it was counted for another than themselves. */
    public void mustBeEmpty() {
        var named =
                fields(Objects::nonNull, "is named by services only; a credential reserves for its own organization");
        if (!named.isEmpty()) {
            throw Problem.invalid(named);
        }
    }

    private List<String> fields(Predicate<@Nullable Object> which, String violation) {
        List<String> fields = new ArrayList<>();
        add(fields, "orgId", which.test(orgId));
        add(fields, "mode", which.test(mode));
        add(fields, "actor", which.test(actor));
        return fields.stream().map(field -> field + ": " + violation).toList();
    }

    private static void add(List<String> fields, String field, boolean wanted) {
        if (wanted) {
            fields.add(field);
        }
    }
}
