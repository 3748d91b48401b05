package dev.tollgate.auth.session;

import dev.tollgate.platform.http.UpstreamErrors;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** onboarding-service's word on the caller's organization (contract/production-access.md), asked with the caller's own principal. */
@Path("/v1/tenants/production-status")
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
    Uni<Answer> ask();
}
