package dev.tollgate.limits.organization;

import dev.tollgate.platform.http.UpstreamErrors;
import dev.tollgate.platform.principal.OwnBehalf;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What onboarding-service answers to other services (docs/reference/service-interfaces.md); bodies are JSON as it came. */
@RegisterRestClient(configKey = "onboarding")
@RegisterClientHeaders(OwnBehalf.class)
@RegisterProvider(UpstreamErrors.class)
@Path("/internal/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface Onboarding {
    @POST
    @Path("/changes")
    Uni<String> changes(String body);

    @GET
    @Path("/organizations/{orgId}/production-access")
    Uni<String> productionAccess(@PathParam("orgId") String orgId);
}
