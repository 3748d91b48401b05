package dev.tollgate.onboarding.ceiling;

import dev.tollgate.platform.http.UpstreamErrors;
import dev.tollgate.platform.principal.OwnBehalf;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What limits-service answers about an organization's ceilings (docs/reference/service-interfaces.md). */
@RegisterRestClient(configKey = "limits")
@RegisterClientHeaders(OwnBehalf.class)
@RegisterProvider(UpstreamErrors.class)
@Path("/internal/v1/organizations/{orgId}/ceiling")
interface Limits {
    @GET
    Uni<EffectiveCeiling> ceiling(@PathParam("orgId") String orgId);
}
