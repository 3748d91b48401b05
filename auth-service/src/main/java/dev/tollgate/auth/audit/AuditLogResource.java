package dev.tollgate.auth.audit;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/audit-log} (contract/production-access.md, Telling people). */
@Path("/v1/audit-log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "audit log",
        description = "Every change of credentials, access, limits and members, in a chain that shows tampering.")
public class AuditLogResource {
    private final CurrentPrincipal principal;
    private final ReadAuditLog log;

    AuditLogResource(CurrentPrincipal principal, ReadAuditLog log) {
        this.principal = principal;
        this.log = log;
    }

    @GET
    @Operation(
            operationId = "readAuditLog",
            summary = "Read the audit log",
            description =
                    "Every change of credentials, access, limits and members: who, from where, before and after, newest first; the same in both modes. A change is here moments after it was made. Each entry has the hash of the one before it inside, so none can be altered or taken from the middle; keep `head` to be able to tell that none was taken from the end. For owners and admins. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page of entries, and how far the log goes.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: an API key or agent token; the log needs a dashboard session. `InsufficientRole`: platform staff, a member or viewer.")
    public Uni<AuditLogPage> read(
            @QueryParam("limit")
                    @Parameter(description = "1 to 100, default 20.", schema = @Schema(type = SchemaType.INTEGER))
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return log.page(entitled(), Page.limit(limit), cursor);
    }

    private Tenant entitled() {
        var caller = principal.get();
        if (caller.actor() != ActorType.USER) {
            throw Problem.of(ErrorCode.FORBIDDEN, "The audit log is read by people, with a dashboard session.");
        }
        if (caller.role() != Role.OWNER && caller.role() != Role.ADMIN) {
            throw Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Your role does not allow this.");
        }
        return caller.requireTenant();
    }
}
