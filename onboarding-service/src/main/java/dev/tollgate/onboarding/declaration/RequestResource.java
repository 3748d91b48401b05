package dev.tollgate.onboarding.declaration;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.onboarding.access.DeclarationView;
import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessProblem;
import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The other way in: a request by API key or session, and an owner's acceptance of the terms for it. */
@Path("/v1/production-access")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Production access")
@APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: nobody could say who owns the organization.")
class RequestResource {
    private final CurrentPrincipal principal;
    private final RequestProduction request;
    private final AcceptTerms accept;

    private final Bodies bodies;

    RequestResource(CurrentPrincipal principal, RequestProduction request, AcceptTerms accept, Bodies bodies) {
        this.principal = principal;
        this.request = request;
        this.accept = accept;
        this.bodies = bodies;
    }

    @POST
    @Path("request")
    @Operation(
            summary = "Request production access",
            description = """
                    For programs, and for sessions of owners, admins and members. Idempotent: an open or approved request is returned as it is, whatever the body; after a \
                    denial a new one is opened. Before it is approved, an owner accepts the terms. Scope: none (API keys and sessions, no agents).""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(
            value = AccessRequest.class,
            responseCode = "201",
            responseDescription = "The request, as it is now.")
    @APIResponse(responseCode = "403", description = """
                    `FORBIDDEN`: suspended, with details `{currentStatus}`, or an agent; `EmailNotVerified`: no owner's address is verified; `InsufficientRole`: viewers, and \
                    what is no credential of an organization.""")
    public Uni<RestResponse<AccessRequest>> requestProductionAccess(@Nullable RequestForm form) {
        var caller = principal.get();
        refuseWhoMayNotAsk(caller);
        return request.request(caller, () -> valid(form).declaration())
                .map(access -> RestResponse.ResponseBuilder.<AccessRequest>create(RestResponse.Status.CREATED)
                        .entity(AccessRequest.of(access))
                        .build());
    }

    /** By hand and not by {@code @Valid}: only where a request is opened, since an open one is the answer to any body. */
    private RequestForm valid(@Nullable RequestForm form) {
        var given = Bodies.present(form);
        bodies.check(given, given.rules());
        return given;
    }

    private static void refuseWhoMayNotAsk(Principal caller) {
        if (caller.actor() == ActorType.AGENT) {
            throw ProductionAccessProblem.noAgents();
        }
        if (caller.role() == Role.VIEWER) {
            throw ProductionAccessProblem.viewersOnlyRead();
        }
    }

    @POST
    @Path("accept-terms")
    @Operation(
            operationId = "acceptProductionTerms",
            summary = "Accept the terms for a request",
            description = """
                    A request by `POST /v1/production-access/request` comes without the terms; an owner accepts them before it can be approved, and stands for the request from then \
                    on. Repeatable. Scope: none (owner's session only).""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = AccessRequest.class, responseDescription = "Accepted.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: not an owner's session; `EmailNotVerified`; `InsufficientRole`: not a credential of an organization.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`: no request waits for the terms, or another one than `expectedDecision`; details `{currentState, allowedStates}`.")
    public Uni<AccessRequest> acceptTerms(@Nullable Terms terms) {
        var caller = principal.get();
        if (caller.actor() != ActorType.USER || caller.role() != Role.OWNER) {
            throw ProductionAccessProblem.onlyOwnersDeclare();
        }
        if (terms == null || !Boolean.TRUE.equals(terms.acceptedTerms())) {
            throw Problem.invalid("accepted_terms: must be true");
        }
        return accept.accept(caller, terms.expectedDecision()).map(AccessRequest::of);
    }

    @Schema(name = "TermsAcceptance", requiredProperties = "accepted_terms")
    record Terms(
            @JsonProperty("accepted_terms") @Schema(enumeration = "true") @Nullable
            Boolean acceptedTerms,

            @Schema(
                    description =
                            "The `decision` of the request that you were looking at. If another one waits by now, the answer is 409 `InvalidState`.",
                    examples = "1")
            @Nullable
            Integer expectedDecision) {}

    @Schema(
            name = "ProductionAccessRequest",
            requiredProperties = {
                "status",
                "decision",
                "kyaTier",
                "termsAccepted",
                "requestedAt",
                "reviewedAt",
                "reviewNotes",
                "declaration"
            })
    record AccessRequest(
            ProductionAccessState status,

            @Schema(description = "The number of the organization's last move.")
            int decision,

            @Schema(examples = "1") int kyaTier,

            @Schema(description = "Whether an owner has; without that it is not approved.")
            boolean termsAccepted,

            @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
            Instant requestedAt,

            @Schema(
                    implementation = String.class,
                    format = "date-time",
                    nullable = true,
                    description =
                            "Of the last decision; while a new request waits, that is the denial of the one before.")
            @Nullable
            Instant reviewedAt,

            @Schema(nullable = true) @Nullable String reviewNotes,
            @Nullable DeclarationView declaration) {

        static AccessRequest of(ProductionAccess access) {
            return new AccessRequest(
                    access.state(),
                    access.decision(),
                    access.kyaTier(),
                    access.termsAccepted(),
                    access.declaredAt(),
                    access.reviewedAt(),
                    access.reviewNotes(),
                    DeclarationView.forItself(access));
        }
    }
}
