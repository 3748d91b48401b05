package dev.tollgate.auth.organization;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What onboarding-service asks before somebody stands for an organization (docs/reference/service-interfaces.md). */
@Path("/internal/v1/organizations/{orgId}/owners")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Groups.SERVICE)
@Tag(name = "internal")
class InternalOwnersResource {
    private final FindOwners find;

    InternalOwnersResource(FindOwners find) {
        this.find = find;
    }

    @Schema(
            name = "OrganizationOwners",
            requiredProperties = {"organizationName", "owners"})
    record Answer(String organizationName, List<Owner> owners) {
        static Answer of(FindOwners.Found found) {
            return new Answer(
                    found.organization().name(),
                    found.owners().stream().map(Owner::of).toList());
        }
    }

    @Schema(
            name = "OrganizationOwner",
            requiredProperties = {"userId", "email", "name", "provider", "emailVerified"})
    record Owner(
            @Schema(examples = "usr_01jd9x3m4eefz8wqfs1d7yq0ab")
            String userId,

            @Schema(examples = "ada@example.com") String email,
            @Schema(examples = "Ada Lovelace") String name,

            @Schema(
                    description = "Who vouches for them: `email`, or the OpenID provider by which they signed in.",
                    examples = "email")
            String provider,

            boolean emailVerified) {

        static Owner of(UserAccount owner) {
            return new Owner(
                    owner.id(), owner.email(), owner.name(), owner.provider(), owner.emailVerifiedAt() != null);
        }
    }

    @GET
    @Operation(
            operationId = "listOrganizationOwners",
            summary = "Who runs an organization, now",
            description =
                    "Internal: who joined first comes first, and nobody who was removed. Needs the group `service`; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = Answer.class, responseDescription = "The owners.")
    @APIResponse(responseCode = "403", description = "`InsufficientRole`: not a process of Tollgate.")
    @APIResponse(responseCode = "404", description = "`NotFound`: an organization nobody heard of.")
    public Uni<Answer> owners(@PathParam("orgId") String orgId) {
        return find.of(Tenant.ORGANIZATION.fromPath(orgId)).map(Answer::of);
    }
}
