package dev.tollgate.keys.production;

import dev.tollgate.platform.http.UpstreamErrors;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Asks onboarding-service with the caller's own token (contract/production-access.md). */
@Path("/v1/tenants/production-status")
@RegisterRestClient(configKey = "onboarding")
@RegisterProvider(UpstreamErrors.class)
@RegisterClientHeaders
public interface ProductionStatusClient {
    @GET
    Uni<ProductionStatus> status();
}
