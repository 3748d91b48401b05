package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.document.Document;
import dev.tollgate.onboarding.document.Documents;
import dev.tollgate.onboarding.document.FileKind;
import dev.tollgate.onboarding.profile.DocumentType;
import dev.tollgate.onboarding.terms.TosSession;
import dev.tollgate.platform.principal.CurrentPrincipal;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What an account needs before it may be submitted: terms accepted, documents uploaded. */
@Path("/v1/connected-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connected accounts")
@APIResponse(responseCode = "403", description = "`InsufficientScope`, `InsufficientRole`")
@APIResponse(responseCode = "404", description = "`NotFound`")
@APIResponse(
        responseCode = "409",
        description = "`InvalidState`: the account is not `created`; details `{currentState, allowedStates}`.")
class AccountPapersResource {
    private static final String WRITE = ConnectedAccountResource.WRITE;

    private final CurrentPrincipal principal;
    private final AcceptTerms terms;
    private final RequestUpload upload;
    private final String publicUrl;

    AccountPapersResource(
            CurrentPrincipal principal,
            AcceptTerms terms,
            RequestUpload upload,
            @ConfigProperty(name = "tollgate.public-url") String publicUrl) {
        this.principal = principal;
        this.terms = terms;
        this.upload = upload;
        this.publicUrl = publicUrl;
    }

    @POST
    @Path("{id}/tos-session")
    @PermissionsAllowed(WRITE)
    @Operation(
            summary = "Mint a session in which the account's holder accepts the terms",
            description =
                    "Show `url` to the holder, then send its last segment, `tosId`, to `tos-accepted`: within 30 minutes, once. Scope `connected_accounts:write`.",
            extensions = @Extension(name = "x-scope", value = WRITE))
    @APIResponseSchema(value = TosSessionBody.class, responseDescription = "The session.", responseCode = "201")
    public Uni<RestResponse<TosSessionBody>> mintTosSession(@PathParam("id") String id) {
        return terms.mint(principal.get(), ConnectedAccount.ID.fromPath(id))
                .map(session -> RestResponse.status(RestResponse.Status.CREATED, body(session)));
    }

    private TosSessionBody body(TosSession session) {
        return new TosSessionBody(publicUrl + TosSession.PAGE + '/' + session.id(), session.expiresAt(), session.id());
    }

    @POST
    @Path("{id}/tos-accepted")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(WRITE)
    @Operation(
            summary = "Say that the holder accepted the terms",
            description =
                    "In a session of this account that was minted before, has not expired and was not used. Scope `connected_accounts:write`.",
            extensions = @Extension(name = "x-scope", value = WRITE))
    @APIResponseSchema(value = ConnectedAccountBody.class, responseDescription = "The account.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: `tosId` is no session of this account.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`: the session is `used` or `expired`, or the account is not `created`; details `{currentState, allowedStates}`.")
    public Uni<ConnectedAccountBody> acceptTos(
            @PathParam("id") String id, @NotNull(message = "is required") @Valid TosAccepted body) {
        return terms.accept(
                        principal.tenant(),
                        ConnectedAccount.ID.fromPath(id),
                        TosSession.ID.fromBody("tosId", body.tosId()))
                .map(ConnectedAccountBody::of);
    }

    @POST
    @Path("{id}/upload-url")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(WRITE)
    @Operation(
            summary = "Ask where to upload a document",
            description =
                    "Send the file, at most 10 MiB, by `PUT` to `url` with exactly the `headers`: within 15 minutes, once. Scope `connected_accounts:write`.",
            extensions = @Extension(name = "x-scope", value = WRITE))
    @APIResponseSchema(value = UploadUrl.class, responseDescription = "The URL.", responseCode = "201")
    @APIResponse(
            responseCode = "400",
            description = "`ValidationError`: an unknown type; or an account that has asked for 20 URLs.")
    public Uni<RestResponse<UploadUrl>> requestUpload(
            @PathParam("id") String id, @NotNull(message = "is required") @Valid UploadRequest body) {
        return upload.request(
                        principal.get(), ConnectedAccount.ID.fromPath(id), body.documentType(), body.contentType())
                .map(requested -> RestResponse.status(RestResponse.Status.CREATED, UploadUrl.of(requested)));
    }

    @Schema(
            name = "TosSession",
            requiredProperties = {"url", "expiresAt", "tosId"})
    record TosSessionBody(
            @Schema(examples = "https://api.tollgate.example/connect/terms/tos_01k9y1a2b3c4d5e6f7g8h9j0km")
            String url,

            @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
            Instant expiresAt,

            @Schema(examples = "tos_01k9y1a2b3c4d5e6f7g8h9j0km")
            String tosId) {}

    @Schema(name = "TosAccepted")
    record TosAccepted(
            @NotNull(message = "is required") @Schema(examples = "tos_01k9y1a2b3c4d5e6f7g8h9j0km")
            String tosId) {}

    @Schema(name = "UploadRequest")
    record UploadRequest(
            @NotNull(message = "is required")
            @Schema(
                    enumeration = {"business_registration", "identity_document", "proof_of_address"},
                    examples = "business_registration")
            DocumentType documentType,

            @NotNull(message = "is required")
            @Schema(
                    enumeration = {"application/pdf", "image/jpeg", "image/png"},
                    examples = "application/pdf")
            FileKind contentType) {}

    /** A credential: it prints nothing. */
    @Schema(
            name = "UploadUrl",
            requiredProperties = {"documentId", "method", "url", "headers", "expiresAt", "maxBytes"})
    record UploadUrl(
            @Schema(examples = "doc_01k9y1a2b3c4d5e6f7g8h9j0km")
            String documentId,

            @Schema(examples = "PUT") String method,
            String url,

            @Schema(
                    description = "To be sent with the file, exactly so.",
                    examples = "{\"Content-Type\": \"application/pdf\"}")
            Map<String, String> headers,

            @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
            Instant expiresAt,

            @Schema(examples = "10485760") int maxBytes) {
        static UploadUrl of(Documents.Requested requested) {
            var document = requested.document();
            var target = requested.target();
            return new UploadUrl(
                    document.id(), "PUT", target.url(), target.headers(), document.expiresAt(), Document.LARGEST_BYTES);
        }

        @Override
        public String toString() {
            return "UploadUrl[…]";
        }
    }
}
