package dev.tollgate.auth.organization;

import dev.tollgate.auth.account.EmailAddress;
import dev.tollgate.auth.account.PrintableName;
import dev.tollgate.auth.signin.ClientAddress;
import dev.tollgate.auth.signin.Sent;
import dev.tollgate.auth.signin.SignInLimit;
import dev.tollgate.auth.signin.TooManyLinks;
import dev.tollgate.platform.http.IdempotencyKey;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/organizations} (contract/credentials.md). */
@Path("/v1/organizations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class OrganizationResource {
    private final SignUpOrganization organizations;

    OrganizationResource(SignUpOrganization organizations) {
        this.organizations = organizations;
    }

    @Schema(name = "SignUpRequest")
    record Request(
            @Schema(examples = "Analytical Engines Ltd")
            @NotBlank
            @Size(max = PrintableName.LONGEST)
            @Pattern(regexp = PrintableName.FORM, message = PrintableName.REASON)
            String organizationName,

            @Schema(examples = "ada@example.com")
            @NotNull
            @Size(max = EmailAddress.LONGEST)
            @Pattern(regexp = EmailAddress.FORM, message = EmailAddress.REASON)
            String email,

            @Schema(examples = "Ada Lovelace")
            @NotBlank
            @Size(max = PrintableName.LONGEST)
            @Pattern(regexp = PrintableName.FORM, message = PrintableName.REASON)
            String name) {}

    @POST
    @Authenticated
    @Operation(
            summary = "Sign an organization up",
            description =
                    "Makes the organization with its first user as owner and mails a sign-in link. An address that is already registered gets a sign-in mail instead; the answer is the same. Limited per address and per client, together with sign-in. Needs no credential and no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "201",
            description = "A mail is on its way.",
            content = @Content(schema = @Schema(implementation = Sent.class)))
    @APIResponse(
            responseCode = "429",
            description = "`RateLimitExceeded`: too many links were asked for, of this address or from this client.")
    public Uni<Response> signUp(
            @HeaderParam(IdempotencyKey.HEADER)
                    @Parameter(
                            description =
                                    "1 to 255 visible ASCII characters. A repeat makes no second organization, with or without it: the address is taken then. Its answer tells nothing about that, so it is 201 again, and another sign-in mail.")
                    @Nullable
                    String idempotencyKey,
            @Valid @NotNull Request request,
            @Parameter(hidden = true) @HeaderParam("X-Forwarded-For") @Nullable String forwardedFor) {
        IdempotencyKey.parse(idempotencyKey);
        return organizations
                .signUp(request.organizationName(), request.email(), request.name(), ClientAddress.of(forwardedFor))
                .map(OrganizationResource::answer);
    }

    private static Response answer(SignInLimit.Answer answer) {
        return switch (answer) {
            case SignInLimit.Answer.Admitted() ->
                Response.status(Response.Status.CREATED).entity(Sent.sent()).build();
            case SignInLimit.Answer.Refused refused -> TooManyLinks.response(refused);
        };
    }
}
