package dev.tollgate.onboarding.terms;

import dev.tollgate.platform.principal.Groups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The page behind a session's URL. It names nobody: whoever opens it may be anybody. */
@Path(TosSession.PAGE)
@Tag(name = "Connected accounts")
class TermsPageResource {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Terms for connected accounts</title>
            <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
            <h1>Terms for connected accounts</h1>
            <p>The platform that sent you here receives and makes payments for you through Tollgate. By accepting you agree that Tollgate</p>
            <ul>
            <li>verifies who you are, with the details and documents that you give to the platform;</li>
            <li>keeps them as long as the law on payments asks for it;</li>
            <li>pays what is yours to the PIX key that the platform names for you.</li>
            </ul>
            <p>To accept, go back to the platform and confirm there. This page is good for half an hour.</p>
            </html>
            """;

    private final ShowTerms terms;

    TermsPageResource(ShowTerms terms) {
        this.terms = terms;
    }

    @GET
    @Path("{tosId}")
    @Produces(MediaType.TEXT_HTML)
    @RolesAllowed({Groups.ANONYMOUS, Groups.TENANT})
    @Operation(
            summary = "The terms, for the holder of an account",
            description = "The page behind the `url` of a terms session, for a browser. Scope: none.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(
            responseCode = "200",
            description = "The page.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "`NotFound`: no session, or it is over.")
    public Uni<RestResponse<String>> termsPage(@PathParam("tosId") String tosId) {
        return terms.shown(TosSession.ID.fromPath(tosId))
                .map(session -> RestResponse.ResponseBuilder.ok(PAGE)
                        .header(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                        .header("Cache-Control", "no-store")
                        .header("Referrer-Policy", "no-referrer")
                        .build());
    }
}
