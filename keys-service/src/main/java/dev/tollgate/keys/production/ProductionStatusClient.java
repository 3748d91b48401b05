package dev.tollgate.keys.production;

import dev.tollgate.platform.http.UpstreamErrors;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * Asks onboarding-service with the caller's own token, about their own organization (docs/reference/service-interfaces.md). Not by the public route: that
 * one shows the ceilings too, and has no answer while limits-service has none.
 */
@Path("/internal/v1/organizations/{orgId}/production-access")
@RegisterRestClient(configKey = "onboarding")
@RegisterProvider(UpstreamErrors.class)
@RegisterClientHeaders
public interface ProductionStatusClient {
    @GET
    Uni<ProductionStatus> status(@PathParam("orgId") String orgId);
}
