package dev.tollgate.onboarding.document;

import dev.tollgate.platform.principal.Groups;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where documents are sent when a folder of ours stores them. Whoever has the URL may use it, once. */
@Path(FolderStorage.ROUTE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connected accounts")
class UploadResource {
    private final ReceiveUpload receive;

    UploadResource(ReceiveUpload receive) {
        this.receive = receive;
    }

    @PUT
    @Path("{token}")
    @Blocking
    @RolesAllowed({Groups.ANONYMOUS, Groups.TENANT})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Upload a document",
            description =
                    "The URL of `POST /v1/connected-accounts/{id}/upload-url`, which is the credential: one document, at most 10 MiB, of the content type that was asked for, once, within 15 minutes. Scope: none.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @RequestBody(
            required = true,
            description = "The file itself.",
            content = {
                @Content(mediaType = "application/pdf", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/jpeg", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "200",
            description = "Stored.",
            content = @Content(schema = @Schema(implementation = UploadedDocument.class)))
    @APIResponse(responseCode = "400", description = "`ValidationError`: the body is empty, or not what its type says.")
    @APIResponse(responseCode = "403", description = "`UploadExpired`: too late; ask for another URL.")
    @APIResponse(responseCode = "404", description = "`NotFound`: no URL of ours.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`InvalidState`: the URL was used, or the account was submitted without it; details `{currentState, allowedStates}`.")
    @APIResponse(responseCode = "413", description = "`PayloadTooLarge`: the document has more than 10 MiB.")
    @APIResponse(
            responseCode = "415",
            description = "`UnsupportedMediaType`: not the content type that the URL was asked for.")
    @APIResponse(
            responseCode = "503",
            description = "`UpstreamUnavailable`: too many uploads at once; `Retry-After` says when to come back.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds.",
                            schema = @Schema(type = SchemaType.INTEGER)))
    public Uni<UploadedDocument> uploadDocument(
            @PathParam("token") String token,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) @Nullable String contentType,
            InputStream body) {
        return receive.receive(token, contentType, body)
                .map(document -> new UploadedDocument(document.id(), document.type()));
    }

    @Schema(
            name = "UploadedDocument",
            requiredProperties = {"documentId", "documentType"})
    record UploadedDocument(
            @Schema(examples = "doc_01k9y1a2b3c4d5e6f7g8h9j0km")
            String documentId,

            @Schema(examples = "business_registration") String documentType) {}
}
