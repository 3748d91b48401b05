package dev.tollgate.onboarding.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.onboarding.access.DeclarationView;
import dev.tollgate.onboarding.access.Declared;
import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessProblem;
import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.onboarding.ceiling.Ceilings;
import dev.tollgate.onboarding.ceiling.EffectiveCeiling;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Role;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The organization's side: declare, and see where one stands. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Production access")
@APIResponse(responseCode = "403", description = "`InsufficientRole`: not a credential of an organization.")
class ProductionAccessResource {
    private final CurrentPrincipal principal;
    private final DeclareProduction declare;
    private final ReadProductionStatus read;
    private final Ceilings ceilings;

    ProductionAccessResource(
            CurrentPrincipal principal, DeclareProduction declare, ReadProductionStatus read, Ceilings ceilings) {
        this.principal = principal;
        this.declare = declare;
        this.read = read;
        this.ceilings = ceilings;
    }

    @POST
    @Path("declare-production")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Declare for production",
            description = """
                    An owner, signed in to the dashboard, says what the organization wants to do in live and accepts the terms. Staff review it. Possible from \
                    `sandbox_only` and `production_denied`. The caller's verified identity is attached by the server. Scope: none (owner's session only).""",
            extensions = @Extension(name = "x-scope", value = "none"))
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {"intended_use_case", "accepted_terms"},
                                            properties = {
                                                @SchemaProperty(
                                                        name = "intended_use_case",
                                                        type = SchemaType.STRING,
                                                        minLength = DeclarationForm.MIN_USE_CASE,
                                                        maxLength = DeclarationForm.MAX_USE_CASE),
                                                @SchemaProperty(
                                                        name = "expected_monthly_volume_usd",
                                                        type = SchemaType.NUMBER,
                                                        description = "Positive; a basis for the first ceiling."),
                                                @SchemaProperty(
                                                        name = "website_url",
                                                        type = SchemaType.STRING,
                                                        format = "uri",
                                                        description = "http or https."),
                                                @SchemaProperty(
                                                        name = "accepted_terms",
                                                        type = SchemaType.BOOLEAN,
                                                        enumeration = "true")
                                            }),
                            example = """
                                    {"intended_use_case": "Invoices between our sellers and their buyers", "expected_monthly_volume_usd": 5000,\
                                     "website_url": "https://shop.example", "accepted_terms": true}"""))
    @APIResponseSchema(value = Declared.class, responseCode = "202", responseDescription = "Under review.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`FORBIDDEN`: not an owner's session, or not possible in the present status, then with details `{currentStatus}`; `EmailNotVerified`: open the link that was mailed; `InsufficientRole`: not a credential of an organization.")
    @APIResponse(
            responseCode = "503",
            description = "`UpstreamUnavailable`: nobody could say who the caller is; nothing was declared.")
    public Uni<RestResponse<Declared>> declareProduction(@Nullable JsonNode body) {
        var caller = principal.get();
        if (caller.actor() != ActorType.USER || caller.role() != Role.OWNER) {
            throw ProductionAccessProblem.onlyOwnersDeclare();
        }
        return declare.declare(caller, DeclarationForm.read(body))
                .map(access -> RestResponse.ResponseBuilder.<Declared>create(RestResponse.Status.ACCEPTED)
                        .entity(Declared.of(access))
                        .build());
    }

    @GET
    @Path("production-status")
    @Operation(
            summary = "Where the organization stands on its way to live",
            description = "The same in test and in live. Scope: none (any credential of the organization).",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ProductionStatus.class, responseDescription = "The status.")
    @APIResponse(responseCode = "503", description = "`UpstreamUnavailable`: nobody could say what the ceilings are.")
    public Uni<ProductionStatus> productionStatus() {
        var tenant = principal.tenant();
        return read.own(tenant)
                .chain(access -> ceilings.of(tenant.orgId()).map(ceiling -> ProductionStatus.of(access, ceiling)));
    }

    @Schema(
            name = "Declared",
            requiredProperties = {"status", "kyaTier", "message"})
    record Declared(
            ProductionAccessState status,
            @Schema(examples = "1") int kyaTier,
            String message) {
        static Declared of(ProductionAccess access) {
            return new Declared(
                    access.state(),
                    access.kyaTier(),
                    "Your declaration is being reviewed. You will see the decision in your production status.");
        }
    }

    @Schema(
            name = "ProductionStatus",
            requiredProperties = {
                "status",
                "kyaTier",
                "termsAccepted",
                "declaredAt",
                "reviewedAt",
                "reviewNotes",
                "declaration",
                "ceiling"
            })
    record ProductionStatus(
            ProductionAccessState status,

            @Schema(description = "0 before the first declaration.", examples = "1")
            int kyaTier,

            @Schema(
                    description =
                            "Whether an owner has accepted the terms for the latest declaration; a request is not approved without.")
            boolean termsAccepted,

            @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
            Instant declaredAt,

            @Schema(
                    implementation = String.class,
                    format = "date-time",
                    nullable = true,
                    description =
                            "Of the last decision; while a new declaration waits, that is the denial of the one before.")
            @Nullable
            Instant reviewedAt,

            @Schema(nullable = true) @Nullable String reviewNotes,

            @Schema(nullable = true, description = "The latest; null before the first.") @Nullable
            DeclarationView declaration,

            @Schema(description = "What caps live payments, in US dollars.")
            EffectiveCeiling ceiling) {

        static ProductionStatus of(ProductionAccess access, EffectiveCeiling ceiling) {
            return new ProductionStatus(
                    access.state(),
                    access.kyaTier(),
                    access.termsAccepted(),
                    access.declaredAt(),
                    access.reviewedAt(),
                    access.reviewNotes(),
                    DeclarationView.forItself(access),
                    ceiling);
        }
    }
}
