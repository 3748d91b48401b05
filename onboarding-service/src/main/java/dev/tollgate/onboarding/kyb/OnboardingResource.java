package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.error.Bodies;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Mode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The organization's side: accept the terms, apply, and see what is still to do. */
@Path("/v1/onboarding")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Onboarding")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: not a credential of an organization.")
class OnboardingResource {
    private static final String LIVE_IS_CLOSED =
            "`InsufficientRole`: only owners and admins, by session; `FORBIDDEN`: live is not open, with details"
                    + " `{productionAccessStatus}`.";

    private final CurrentPrincipal principal;
    private final Readiness readiness;
    private final SubmitKyb submit;
    private final Bodies bodies;

    OnboardingResource(CurrentPrincipal principal, Readiness readiness, SubmitKyb submit, Bodies bodies) {
        this.principal = principal;
        this.readiness = readiness;
        this.submit = submit;
        this.bodies = bodies;
    }

    @GET
    @Path("status")
    @Operation(
            summary = "What is still to do before money can move",
            description = "In the caller's mode. In test: nothing. Scope: none (any credential of the organization).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = OnboardingStatus.class, responseDescription = "The status.")
    public Uni<OnboardingStatus> onboardingStatus() {
        var tenant = principal.tenant();
        return readiness.status(tenant).map(status -> OnboardingStatus.of(tenant.mode(), status));
    }

    @POST
    @Path("tos")
    @RolesAllowed({Groups.OWNER, Groups.ADMIN})
    @Operation(
            summary = "Accept the terms of service",
            description = "In the caller's mode; repeatable, the first acceptance stands. In live it needs approved"
                    + " production access. Scope: none (owners and admins, signed in to the dashboard).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = OnboardingStatus.class, responseDescription = "Accepted.")
    @APIResponse(responseCode = "403", description = LIVE_IS_CLOSED)
    public Uni<OnboardingStatus> acceptTermsOfService() {
        var caller = principal.get();
        return readiness
                .acceptTerms(caller)
                .map(status -> OnboardingStatus.of(caller.requireTenant().mode(), status));
    }

    @POST
    @Path("kyb")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Groups.OWNER, Groups.ADMIN})
    @Operation(
            summary = "Apply for verification of the business",
            description = """
                    In test it is approved at once, and may be repeated. In live it needs approved production access, and staff decide; after a \
                    rejection one may apply again. Scope: none (owners and admins, signed in to the dashboard).""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = OnboardingStatus.class, responseDescription = "Taken.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a field is not as described; `MalformedJson`.")
    @APIResponse(responseCode = "403", description = LIVE_IS_CLOSED)
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`: an application is pending or approved; details `{currentState, allowedStates}`.")
    public Uni<OnboardingStatus> submitKyb(@Nullable KybApplication application) {
        var caller = principal.get();
        var tenant = caller.requireTenant();
        return submit.submit(caller, valid(application))
                .chain(() -> readiness.status(tenant))
                .map(status -> OnboardingStatus.of(tenant.mode(), status));
    }

    /** By hand and not by {@code @Valid}, because the country says which rules hold. */
    private KybApplication valid(@Nullable KybApplication application) {
        var given = Bodies.present(application);
        bodies.check(given, given.rules());
        return given;
    }

    @Schema(
            name = "OnboardingStatus",
            requiredProperties = {"mode", "needsOnboarding", "tosAccepted", "kybStatus"})
    record OnboardingStatus(Mode mode, boolean needsOnboarding, boolean tosAccepted, KybStatus kybStatus) {
        static OnboardingStatus of(Mode mode, Readiness.Status status) {
            return new OnboardingStatus(mode, status.needsOnboarding(mode), status.tosAccepted(), status.kyb());
        }
    }
}
