package dev.tollgate.auth.session;

import dev.tollgate.platform.http.UpstreamErrors;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * onboarding-service's word on the caller's organization (docs/reference/service-interfaces.md), asked with the caller's own principal. Not by the public route: that
 * one shows the ceilings too, and has no answer while limits-service has none.
 */
@Path("/internal/v1/organizations/{orgId}/production-access")
@RegisterRestClient(configKey = "onboarding")
@RegisterClientHeaders
@RegisterProvider(UpstreamErrors.class)
interface ProductionStatus {
    /** The part of the answer that matters here. */
    record Answer(String status) {
        boolean isApproved() {
            return "production_approved".equals(status);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    Uni<Answer> ask(@PathParam("orgId") String orgId);
}
