package dev.tollgate.auth.signin;

import dev.tollgate.auth.account.EmailAddress;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
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

/** {@code POST /v1/auth/signin} (contract/credentials.md). */
@Path("/v1/auth/signin")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "auth")
public class SignInResource {
    private final RequestSignIn signIn;

    SignInResource(RequestSignIn signIn) {
        this.signIn = signIn;
    }

    @Schema(name = "SignInRequest")
    record Request(
            @Schema(examples = "ada@example.com")
            @NotNull
            @Size(max = EmailAddress.LONGEST)
            @Pattern(regexp = EmailAddress.FORM, message = EmailAddress.REASON)
            String email) {}

    @POST
    @Authenticated
    @Operation(
            summary = "Ask for a sign-in link",
            description =
                    "Mails a link that works once and for 15 minutes. The answer is the same whether or not the address is known. Limited per address and per client. Needs no credential and no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "If somebody has this address, a mail is on its way.",
            content = @Content(schema = @Schema(implementation = Sent.class)))
    @APIResponse(
            responseCode = "429",
            description = "`RateLimitExceeded`: too many links were asked for, of this address or from this client.")
    public Uni<Response> signIn(
            @Valid @NotNull Request request,
            @Parameter(hidden = true) @HeaderParam("X-Forwarded-For") @Nullable String forwardedFor) {
        return signIn.request(request.email(), ClientAddress.of(forwardedFor)).map(SignInResource::answer);
    }

    private static Response answer(SignInLimit.Answer answer) {
        return switch (answer) {
            case SignInLimit.Answer.Admitted() -> Response.ok(Sent.sent()).build();
            case SignInLimit.Answer.Refused refused -> TooManyLinks.response(refused);
        };
    }
}
