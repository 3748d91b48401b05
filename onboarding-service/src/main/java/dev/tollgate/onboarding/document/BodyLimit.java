package dev.tollgate.onboarding.document;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Quarkus knows one limit for all routes, and here that is a document's. On every other route it is what it is everywhere (contract/conventions.md). */
class BodyLimit {
    private static final int OF_OTHERS = 1 << 20;

    /** 413 {@code PayloadTooLarge}. A body that says nothing of its length was counted by the gateway. */
    @ServerRequestFilter(preMatching = true)
    public void refuseTooLarge(ContainerRequestContext request) {
        if (request.getLength() > OF_OTHERS && !request.getUriInfo().getPath().startsWith(FolderStorage.ROUTE + '/')) {
            throw Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most 1 MiB.");
        }
    }
}
